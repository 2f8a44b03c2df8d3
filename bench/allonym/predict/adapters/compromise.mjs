// compromise: English names from a lexicon and rules. A worker by itself: compromise.mjs OPTIONS_AS_JSON
import { createRequire } from 'node:module'
import { createInterface } from 'node:readline'

const { folder } = JSON.parse(process.argv[2])
const require = createRequire(`${folder}/package.json`)
const nlp = require('compromise')
const { version } = require(`${folder}/package.json`)
const KINDS = ['people', 'places', 'organizations']

// Offsets are UTF-16 units here and code points in the protocol.
const codePoints = (text, from, to) => {
  let count = 0
  for (let at = from; at < to; at += text.codePointAt(at) > 0xffff ? 2 : 1) count += 1
  return count
}

// A match carries the punctuation and the possessive of its sentence; a name has neither.
const bare = (surface) => {
  const front = surface.match(/^[^\p{L}\p{N}]*/u)[0].length
  return [front, surface.replace(/(['’]s)?[^\p{L}\p{N}]*$/u, '').length]
}

const spans = (text) => {
  const doc = nlp(text)
  return KINDS.flatMap((label) => doc[label]().json({ offset: true }).map(({ offset }) => {
    const [front, length] = bare(text.substr(offset.start, offset.length))
    const start = codePoints(text, 0, offset.start + front)
    return { start, end: start + codePoints(text, offset.start + front, offset.start + length), label }
  })).filter(({ start, end }) => start < end)
}

const say = (message) => process.stdout.write(JSON.stringify(message) + '\n')

spans('Ann Lee, who works for Acme Ltd., flew from Paris to Oslo on Monday.')
say({ ready: true, model: 'compromise', version, labels: KINDS })
for await (const line of createInterface({ input: process.stdin })) {
  const { id, text } = JSON.parse(line)
  say({ id, spans: spans(text) })
}
