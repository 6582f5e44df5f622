/** What a person needs of a flash kit: the steps, and a label for the device. */
import { renderSVG } from 'uqr';
import { FIRST_RUN_WORDS } from './flash-files.ts';

export type Image = 'trixie' | 'bookworm';

export interface Labelled {
  readonly meter: string;
  readonly deployment: string;
  /** Of the authority that the device trusts: SHA-256, hexadecimal. */
  readonly fingerprint: string;
}

/** What its QR code says. */
export function labelText({ meter, deployment, fingerprint }: Labelled): string {
  return `gridshare:${deployment}:${meter}:${fingerprint}`;
}

/** 60 mm by 30 mm. Names have no sign that XML knows: letters, digits, hyphens, underscores. */
export function labelSvg(label: Labelled): string {
  const code = renderSVG(labelText(label), { ecc: 'M', border: 2 }).replace(
    '<svg ',
    '<svg x="1" y="1" width="28" height="28" ',
  );
  const lines = [label.meter, label.deployment, ...(label.fingerprint.match(/.{1,16}/g) ?? [])];
  const text = lines.map(
    (line, at) => `<text x="31" y="${6 + 4 * at}" font-size="${at === 0 ? 3.6 : 2.6}">${line}</text>`,
  );
  return `<svg xmlns="http://www.w3.org/2000/svg" width="60mm" height="30mm" viewBox="0 0 60 30" font-family="monospace">\n${code}\n${text.join('\n')}\n</svg>\n`;
}

/** All labels, for A4 paper: a page that a browser prints, and that asks nobody for anything. */
export function labelSheet(labels: readonly Labelled[]): string {
  const style = '@page{size:A4;margin:10mm}body{margin:0;display:flex;flex-wrap:wrap;gap:2mm}svg{break-inside:avoid}';
  return `<!doctype html>\n<meta charset="utf-8">\n<title>Labels</title>\n<style>${style}</style>\n${labels.map(labelSvg).join('')}`;
}

/** Steps from the kit to a meter that runs. `until`: the end of the token, for people. */
export function stepsText(image: Image, { meter, fingerprint }: Labelled, deb: string, until: string): string {
  const common = `This folder makes one Raspberry Pi (64 bit) the meter ${meter}. It is a secret until that Pi has enrolled: it has a token
that is good once, until ${until}. Give it to nobody, and delete it afterwards.
`;
  const trixie = `1. Flash "Raspberry Pi OS Lite (64-bit)", trixie, WITHOUT customisation: Raspberry Pi Imager 2.0 or later (1.x can't customise trixie, and
   says nothing). Then take the card out and put it in again: a small partition "bootfs" shows up.
2. Copy ${deb}, user-data and network-config onto it, over the ones that are there. Leave meta-data as it is. Eject it.
   Instead of 1 and 2 for the two text files, without a window:
     rpi-imager --cli --cloudinit-userdata user-data --cloudinit-networkconfig network-config IMAGE DEVICE
   (${deb} has to be copied all the same.)
`;
  const bookworm = `1. Flash "Raspberry Pi OS Lite (64-bit)", bookworm (Legacy), WITHOUT customisation. Then take the card out and put it in again: a small
   partition "bootfs" shows up.
2. Copy ${deb} and firstrun.sh onto it.
3. Append the line in cmdline-addition.txt to the end of the one line in its cmdline.txt (no new line). It is:
    ${FIRST_RUN_WORDS}
`;
  return `${common}
${image === 'trixie' ? trixie : bookworm}
Then put the card into the Pi, connect its meter, its network and its power. Within minutes it installs, enrols and starts.
  On the Pi: journalctl -u gridshare-setup, then sudo gridshare health --config /var/lib/gridshare/meter/config.yaml
  If something is wrong: sudo gridshare doctor --config /var/lib/gridshare/meter/config.yaml says what, and what to do.
  At the authority: gridshare authority must be running while it enrols.
If the token ended before: make a new kit, with another token.

Print label.svg (60 x 30 mm) and put it on the device. Its code says which meter it is, and which authority it trusts:
  ${fingerprint}
The token is overwritten on "bootfs" and wherever cloud-init keeps it, once it is used up. A card may keep old blocks that no file shows;
the token in them is worth nothing.
`;
}
