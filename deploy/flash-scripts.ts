/**
 * What a flashed device runs, once: it installs the package, enrols, starts its meter and leaves nothing of the token. The same
 * for every image; started by a unit, so that it is tried again until network, clock and authority are there.
 */
import { SOFTWARE_VERSION } from '../host/base/version.ts';

/** On the device; root's alone. */
export const SETUP_FOLDER = '/var/lib/gridshare-setup';
export const SETUP_UNIT = '/etc/systemd/system/gridshare-setup.service';
/** Where the first partition of the card, a FAT, is mounted. */
export const BOOT_FOLDER = '/boot/firmware';

/** A package that lies on the first partition. */
export interface PackageFile {
  readonly name: string;
  readonly sha256: string;
}

export function setupScript({ name, sha256 }: PackageFile): string {
  return `#!/bin/sh
# Written by gridshare flash-kit ${SOFTWARE_VERSION}.
set -eu
umask 077
own=${SETUP_FOLDER}
boot=${BOOT_FOLDER}

# Puts dashes in the place of the token, as many and where they lie: in no file is there an older copy beside a new one.
wipe() {
  token=$(cat "$own/token")
  printf 's/%s/%s/g\\n' "$token" "$(printf %s "$token" | tr -c '\\n' -)" > "$own/wipe.sed"
  grep -rlF -f "$own/token" "$@" 2> /dev/null | while IFS= read -r file; do
    LC_ALL=C sed -f "$own/wipe.sed" "$file" > "$own/wiped"
    dd if="$own/wiped" of="$file" conv=notrunc status=none
  done
  sync
  ! grep -rqF -f "$own/token" "$@" 2> /dev/null
}

# It is in a folder of root's now: whoever takes the card finds it no more on a partition that every computer opens.
wipe "$boot" || echo "the token is still on $boot, and is used up as soon as this device has enrolled" >&2

if [ -e "$boot/${name}" ]; then
  cp "$boot/${name}" "$own/gridshare.deb"
  echo "${sha256}  $own/gridshare.deb" | sha256sum --check --quiet -
  dpkg --install "$own/gridshare.deb"
  rm -f "$boot/${name}" "$own/gridshare.deb"
fi

if [ ! -e /var/lib/gridshare/meter/config.yaml ]; then
  if [ ! -e "$own/meter/config.yaml" ]; then
    gridshare enroll "$own/meter" --kit "$own/kit.json" --token "$own/token" --source "$own/source.yaml"
  fi
  gridshare-place meter "$own/meter"
fi

# Of what cloud-init keeps for itself, too. Used up, the token is worth nothing; that it is gone is said, not hoped.
wipe "$boot" /var/lib/cloud /run/cloud-init /var/log || { echo 'the token could not be wiped everywhere' >&2; exit 1; }
rm -f "$boot/firstrun.sh"
if [ -d /run/systemd/system ]; then systemctl disable gridshare-setup.service; fi
rm -rf ${SETUP_UNIT} "$own"
echo 'This meter has enrolled and runs: gridshare health --config /var/lib/gridshare/meter/config.yaml'
`;
}

export const SETUP_UNIT_TEXT = `[Unit]
Description=gridshare: install, enrol, start the meter; once
After=cloud-final.service network-online.target time-sync.target
Wants=network-online.target

[Service]
Type=oneshot
ExecStart=/bin/sh ${SETUP_FOLDER}/setup.sh
Restart=on-failure
RestartSec=30

[Install]
WantedBy=multi-user.target
`;
