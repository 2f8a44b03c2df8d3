// A page that was opened as a file may not start a worker: a hidden frame does its work, so that search works there too.
"use strict";
if (location.protocol === "file:") {
  window.IFrameWorker = window.Worker = class extends EventTarget {
    constructor(address) {
      super();
      const frame = document.createElement("iframe");
      frame.hidden = true;
      document.body.append(frame);
      const inner = frame.contentWindow;
      inner.postMessage = (data) => {
        const event = new MessageEvent("message", { data });
        this.dispatchEvent(event);
        if (this.onmessage) this.onmessage(event);
      };
      inner.importScripts = (...addresses) => addresses.reduce((before, one) => before.then(() => load(inner, one)), Promise.resolve());
      this.inner = inner;
      this.ready = load(inner, String(address));
    }
    postMessage(data) {
      this.ready.then(() => this.inner.dispatchEvent(new MessageEvent("message", { data })));
    }
    terminate() {
      this.inner.frameElement.remove();
    }
  };
}

function load(inner, address) {
  return new Promise((done, failed) => {
    const script = inner.document.createElement("script");
    script.src = address;
    script.onload = done;
    script.onerror = failed;
    inner.document.body.append(script);
  });
}
