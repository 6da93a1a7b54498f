#!/bin/sh
# Starts the Sentinel of this pod. What the others know already goes before what the manifest says.
set -eu
password=$(cat /etc/redis/keys/redis_password)
master=''
for number in 0 1 2; do
  master=$(timeout 3 redis-cli -h "tancua-redis-$number.tancua-redis" -p 26379 --raw \
    sentinel get-master-addr-by-name tancua 2>/dev/null | head -n 1) || master=''
  [ -z "$master" ] || break
done
[ -n "$master" ] || master=tancua-redis-0.tancua-redis
cat >/data/sentinel.conf <<CONF
port 26379
bind * -::*
dir /data
protected-mode no
sentinel resolve-hostnames yes
sentinel announce-hostnames yes
sentinel announce-ip $POD_NAME.tancua-redis
sentinel monitor tancua $master 6379 $QUORUM
sentinel auth-pass tancua $password
sentinel down-after-milliseconds tancua 5000
sentinel failover-timeout tancua 15000
sentinel parallel-syncs tancua 1
CONF
exec redis-server /data/sentinel.conf --sentinel
