#!/bin/sh
# An hour of made-up readings of one meter, from the next whole minute on: sh readings.sh METER > METER/readings.csv
set -eu
meter=${1:?say which meter: sh readings.sh m-001}
start=$(($(date +%s) / 60 * 60 + 60))
echo 'meter_id,timestamp,wh'
minute=0
while [ "$minute" -lt 60 ]; do
  echo "$meter,$(date -u -d "@$((start + minute * 60))" +%FT%TZ),5"
  minute=$((minute + 1))
done
