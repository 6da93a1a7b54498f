#!/bin/sh
# Starts the Redis server of this pod: a replica of the master that the Sentinels know, else the
# first pod is the master.
set -eu
password=$(cat /etc/redis/keys/redis_password)
self=$POD_NAME.tancua-redis
master=''
for number in 0 1 2; do
  master=$(timeout 3 redis-cli -h "tancua-redis-$number.tancua-redis" -p 26379 --raw \
    sentinel get-master-addr-by-name tancua 2>/dev/null | head -n 1) || master=''
  [ -z "$master" ] || break
done
[ -n "$master" ] || master=tancua-redis-0.tancua-redis
{
  echo 'port 6379'
  echo 'bind * -::*'
  echo 'dir /data'
  echo 'save ""'
  echo 'appendonly no'
  echo 'maxmemory-policy noeviction'
  echo "requirepass $password"
  echo "masterauth $password"
  echo "replica-announce-ip $self"
  [ "$master" = "$self" ] || echo "replicaof $master 6379"
} >/data/redis.conf
exec redis-server /data/redis.conf
