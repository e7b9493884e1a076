# Builds a standalone folder and puts it on an image with Node alone. docs/container.md tells how to run it.
# `npm run test:image` sets both to an image of its own, since it reaches no registry.
ARG BUILD_BASE=node:24-bookworm-slim
ARG BASE=node:24-bookworm-slim

FROM ${BUILD_BASE} AS build
WORKDIR /build
COPY package.json package-lock.json .npmrc prisma.config.ts ./
COPY prisma ./prisma
RUN npm ci --no-audit --no-fund
COPY . .
# Readable by any account, writable by none.
RUN npm run build:standalone && chmod -R a+rX,go-w .next/standalone

FROM ${BASE}
WORKDIR /app
COPY --from=build --chown=0:0 /build/.next/standalone ./
ENV NODE_ENV=production PORT=3000
# Any other works as well: docker run --user 1234:1234
USER 1000:1000
EXPOSE 3000
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=10s --start-period=60s --retries=3 \
  CMD ["node", "-e", "fetch('http://127.0.0.1:' + process.env.PORT + '/api/health/live').then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "start.js"]
