#!/bin/sh
# Makes compose.env with new secrets unless it exists, then builds and starts the containers of compose.yaml.
# Arguments go to `docker compose`, e.g.: ./compose-up.sh --profile proxy
set -eu
cd "$(dirname "$0")"
random() { od -An -N"$1" -tx1 /dev/urandom | tr -d ' \n'; }
if [ ! -e compose.env ]; then
  (
    umask 077
    cat > compose.env <<END
# Any variable of .env.example. DATABASE_URL, PORT and TRUSTED_PROXIES are in compose.yaml.
# HOST_PORT and HOST_PORT2 publish the two processes elsewhere than at 3000 and 3001.
# The address that browsers open.
APP_URL=http://localhost:3000
AUTH_SECRET=$(random 32)
CRON_SECRET=$(random 32)
POSTGRES_PASSWORD=$(random 24)
END
  )
  echo "Wrote compose.env. Keep it: the database cannot be opened without its password."
fi
docker compose --env-file compose.env "$@" up --build --detach --wait
docker compose --env-file compose.env logs app app2 | grep -A 1 "Nobody is an admin" || true
