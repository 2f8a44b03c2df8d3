# docker build -t allonym . && docker run --rm -v "$PWD/results:/home/allonym/results" allonym bench
FROM python:3.11-slim-bookworm
RUN apt-get update -qq && apt-get install -y -qq --no-install-recommends make git && rm -rf /var/lib/apt/lists/*
RUN useradd --create-home --uid 1000 allonym
USER allonym
WORKDIR /home/allonym/tree
COPY --chown=allonym . .
RUN make --silent .venv/.run && .venv/bin/allonym models install
WORKDIR /home/allonym
ENV PATH=/home/allonym/tree/.venv/bin:$PATH
ENTRYPOINT ["allonym"]
CMD ["--help"]
