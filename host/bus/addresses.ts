/**
 * The addresses of a broker: one, or one for each node of its cluster. All of them lead to the same clients and topics, so a
 * party takes whichever answers. What is at several brokers that know nothing of each other is no cluster. [P-5]
 */
import type { BusConfig } from '../../schemas/types.ts';
import { type Address, BUS_SCHEMES, parseAddress } from '../base/address.ts';
import { HostError } from '../base/errors.ts';

type BusAddress = Address & { readonly scheme: (typeof BUS_SCHEMES)[number] };
type Named = { readonly url: BusConfig['url']; readonly furtherUrls?: readonly string[] | undefined };

/** As the config has them, `url` first. */
export function urlsOf({ url, furtherUrls = [] }: Named): readonly [string, ...string[]] {
  return [url, ...furtherUrls];
}

/** In the order in which they are tried. Throws HostError ERR_CONFIG_INVALID for one that is none, and for TLS at some only. */
export function addressesOf(named: Named): readonly [BusAddress, ...BusAddress[]] {
  const [url, ...further] = urlsOf(named);
  const first = parseAddress(url, BUS_SCHEMES, 'bus.url');
  const others = further.map((one) => parseAddress(one, BUS_SCHEMES, 'bus.furtherUrls'));
  const other = others.find(({ scheme }) => scheme !== first.scheme);
  // Attack: whoever takes the nodes with TLS away has the party speak plainly.
  if (other !== undefined)
    throw new HostError(
      'ERR_CONFIG_INVALID',
      `bus.url is ${first.text} and one of bus.furtherUrls ${other.text}: all have TLS, or none has`,
    );
  return [first, ...others];
}
