import { describe, expect, test } from 'vitest';
import { BUS_SCHEMES, isLoopback, listenHost, parseAddress, parseHost, withoutCredentials } from './address.ts';

const bus = (text: string) => parseAddress(text, BUS_SCHEMES, '--broker', 'ERR_USAGE');

describe('an address', () => {
  test.each([
    ['mqtt://127.0.0.1', 'mqtt://127.0.0.1:1883'],
    ['mqtt://127.0.0.1:1883', 'mqtt://127.0.0.1:1883'],
    ['mqtts://broker.example', 'mqtts://broker.example:8883'],
    ['mqtts://broker.example:1883', 'mqtts://broker.example:1883'],
    ['MQTTS://Broker.EXAMPLE./', 'mqtts://broker.example:8883'],
    ['mqtt://LOCALHOST:080', 'mqtt://localhost:80'],
    ['mqtt://[::1]', 'mqtt://[::1]:1883'],
    ['mqtts://[0:0:0:0:0:0:0:1]:443', 'mqtts://[::1]:443'],
    ['mqtts://[2001:DB8::0001]', 'mqtts://[2001:db8::1]:8883'],
    ['mqtt://[::ffff:127.0.1.1]:5', 'mqtt://127.0.1.1:5'],
    ['mqtt://127.1', 'mqtt://127.0.0.1:1883'],
    ['mqtt://b%72oker', 'mqtt://broker:1883'],
    ['mqtt://mqtt_broker', 'mqtt://mqtt_broker:1883'],
    ['mqtt://_mqtt._tcp.a-b.example', 'mqtt://_mqtt._tcp.a-b.example:1883'],
    ['mqtt://localhost.', 'mqtt://localhost:1883'],
    ['mqtt://[::FFFF:7f00:1]:1884', 'mqtt://127.0.0.1:1884'],
    ['mqtts://bröker.example', 'mqtts://xn--brker-kua.example:8883'],
  ])('%s is %s', (text, whole) => {
    expect(bus(text).text).toBe(whole);
    // What is written into a config is read as the same.
    expect(bus(bus(text).url)).toEqual(bus(text));
  });

  test.each([
    ['https://ca.example', 443],
    ['https://ca.example:443', 443],
    ['https://[::1]:8884', 8884],
  ])('%s is at port %i', (text, port) => {
    expect(parseAddress(text, ['https'], '--authority')).toMatchObject({ port });
  });

  test.each([
    ['mqtt://', 'names no host'],
    ['mqtt:127.0.0.1', 'must begin with mqtt:// or mqtts://'],
    ['127.0.0.1:1883', 'must begin with'],
    ['http://broker', 'must begin with'],
    ['mqtt://::1:1883', 'in brackets'],
    ['mqtt://2001:db8::1', 'in brackets'],
    ['mqtts://2001:db8:0:0:0:0:0:1', 'in brackets'],
    ['mqtts://fe80::1:8883', 'in brackets'],
    ['mqtt://[2001:db8::1]1883', 'nothing belongs behind its port'],
    ['mqtt://host..', 'is no name'],
    ['mqtt://.host', 'is no name'],
    ['mqtt://.', 'is no name'],
    ['mqtt://-host', 'is no name'],
    ['mqtts://*.example', 'is no name'],
    ['mqtt://one,other', 'is no name'],
    [`mqtt://${'a'.repeat(64)}.example`, 'is no name'],
    [`mqtt://${'a.'.repeat(127)}b`, 'is no name'],
    ['mqtt://[::1', 'in brackets'],
    ['mqtt://[broker]', 'brackets are for IPv6'],
    ['mqtt://[fe80::1%25eth0]', 'zone'],
    ['mqtt://broker:0', 'port must be from 1 to 65535'],
    ['mqtt://broker:65536', 'port must be from 1 to 65535'],
    ['mqtt://broker:mqtt', 'nothing belongs behind its port'],
    // mqtt.js would take another client id from it.
    ['mqtt://broker?clientId=utility', 'nothing belongs behind its port'],
    ['mqtt://broker/path', 'nothing belongs behind its port'],
    ['mqtt://256.1.1.1', 'neither a name nor an address'],
    ['mqtt://a b', 'blanks or control characters'],
    ['mqtt://a\u001b[2J', 'blanks or control characters'],
    ['mqtt://0.0.0.0', 'anybody could reach'],
    ['mqtts://[::]', 'anybody could reach'],
  ])('%j is refused', (text, why) => {
    expect(() => bus(text)).toThrow(
      expect.objectContaining({ code: 'ERR_USAGE', message: expect.stringContaining(why) }),
    );
  });
});

describe('user name and password', () => {
  test.each([
    ['mqtt://grid:secret@broker', 'grid', 'secret'],
    ['mqtt://grid@broker', 'grid', undefined],
    ['mqtt://grid:a:b@broker', 'grid', 'a:b'],
    ['mqtt://g%3Ard:%40%2F%25%C3%A4@broker', 'g:rd', '@/%ä'],
    ['mqtt://grid:a@b@broker', 'grid', 'a@b'],
  ])('of %s', (text, username, password) => {
    const address = bus(text);
    expect(address).toMatchObject({ credentials: { username, password }, host: 'broker', text: 'mqtt://broker:1883' });
    expect(bus(address.url)).toEqual(address);
  });

  test.each([
    'mqtts://grid:s3cret@broker',
    'mqtts://s3cret@broker',
    'mqtt://:s3cret@broker',
    'mqtt://grid:s3cret/x@broker',
    'mqtt://grid:s3cret%zz@broker',
    'mqtt://grid:s3cret@broker:0',
    'mqtt://grid:s3cret @bro ker',
    'grid:s3cret@broker',
    'http://grid:s3cret@broker',
  ])('%s is refused without being said', (text) => {
    let message = '';
    try {
      bus(text);
    } catch (error) {
      message = String(error);
    }
    expect(message).toContain('--broker ');
    expect(message).not.toContain('s3cret');
    expect(message).toContain('***@');
  });

  test('are masked in any text', () => {
    expect(withoutCredentials('at mqtt://grid:a@b:c@h:1, and "https://u@x/", not at mail@host')).toBe(
      'at mqtt://***@h:1, and "https://***@x/", not at mail@host',
    );
  });
});

test('what is on the loopback interface, and where a server of that name listens', () => {
  const of = (host: string) => [isLoopback(parseHost(host)), listenHost(parseHost(host))];
  expect(of('localhost')).toEqual([true, '127.0.0.1']);
  expect(of('127.0.1.1')).toEqual([true, '127.0.1.1']);
  expect(of('[::1]')).toEqual([true, '::1']);
  expect(of('0:0::1')).toEqual([true, '::1']);
  expect(of('127.evil.example')).toEqual([false, '::']);
  expect(of('192.0.2.1')).toEqual([false, '0.0.0.0']);
  expect(of('2001:db8::1')).toEqual([false, '::']);
  expect(of('0.0.0.0')).toEqual([false, '0.0.0.0']);
});
