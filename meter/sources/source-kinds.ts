/**
 * The kinds of source that one line can name (`p1:/dev/ttyUSB0?idle=60`), each with what stands behind its colon and the
 * parameters that it takes. The parser, the help of the command and the table of docs/meters.md are made of this.
 */

/** `flag`: there or not. `choice`: one of the words. */
export interface SourceParameter {
  readonly name: string;
  readonly type: 'choice' | 'flag' | 'text' | 'whole';
  readonly choices?: readonly string[];
  readonly least?: number;
  readonly most?: number;
  /** What counts where it is not said; one without has none. */
  readonly usual?: string;
  readonly help: string;
}

/** What stands behind the colon. `line`: a device, or a file that was recorded. `host`: `//HOST:PORT`. */
export type SourceTarget = 'broker' | 'chip' | 'file' | 'host' | 'line' | 'nothing';

export interface SourceKindRow {
  readonly kind: string;
  readonly target: SourceTarget;
  readonly example: string;
  readonly reads: string;
  readonly parameters: readonly SourceParameter[];
}

const IDLE: SourceParameter = {
  name: 'idle',
  type: 'whole',
  least: 1,
  most: 86_400,
  usual: '60',
  help: 'seconds without a byte after which the line is opened anew',
};
const SPEED: SourceParameter = {
  name: 'baud',
  type: 'text',
  help: 'speed and frame such as 115200-8N1; found out if not said',
};
const KEY: SourceParameter = { name: 'key-file', type: 'text', help: 'file with the key of the meter, 32 hex digits' };
const AUTHENTICATION: SourceParameter = {
  name: 'auth-file',
  type: 'text',
  help: 'file with the authentication key, 32 hex digits',
};
const CHECKSUM: SourceParameter = {
  name: 'crc',
  type: 'choice',
  choices: ['auto', 'arc', 'x25', 'none'],
  usual: 'auto',
  help: 'checksum of a telegram',
};
const OFFSET: SourceParameter = {
  name: 'utc-offset',
  type: 'whole',
  least: 0,
  most: 840,
  usual: '60',
  help: "minutes that the meter's clock is ahead of UTC in winter",
};
const EVERY: SourceParameter = {
  name: 'every',
  type: 'whole',
  least: 1,
  most: 3_600,
  usual: '10',
  help: 'seconds from one sample to the next',
};
const UNIT: SourceParameter = {
  name: 'unit',
  type: 'choice',
  choices: ['Wh', 'kWh', 'MWh'],
  usual: 'kWh',
  help: 'unit of the values',
};
const MAPPING: readonly SourceParameter[] = [
  { name: 'import', type: 'text', usual: '1-0:1.8.0', help: 'where energy drawn from the grid is' },
  { name: 'export', type: 'text', usual: '1-0:2.8.0', help: 'where energy fed into the grid is' },
  UNIT,
  { name: 'time', type: 'text', help: 'where the time is that counts: ISO 8601 with its zone, or Unix time' },
  { name: 'serial', type: 'text', help: 'where the serial number of the electricity meter is' },
];
const MODE: SourceParameter = {
  name: 'mode',
  type: 'choice',
  choices: ['push', 'request'],
  usual: 'push',
  help: 'whether the meter sends by itself, or is asked for it (modes A, B and C)',
};
const ANSWER: readonly SourceParameter[] = [
  { name: 'unit', type: 'whole', least: 1, most: 247, usual: '1', help: 'address of the meter on its bus' },
  { name: 'model', type: 'text', usual: 'sdm630', help: 'sdm120, sdm230, sdm630, or one of the table' },
  { name: 'table', type: 'text', help: 'YAML file with registers of other meters' },
  EVERY,
];
const MQTT: readonly SourceParameter[] = [
  { name: 'json', type: 'text', help: 'where energy drawn is in a message; the whole message if not said' },
  { name: 'export', type: 'text', help: 'where energy fed into the grid is' },
  UNIT,
  { name: 'time', type: 'text', help: 'where the time is that counts: ISO 8601 with its zone, or Unix time' },
  { name: 'serial', type: 'text', help: 'where the serial number of the electricity meter is' },
  { name: 'user', type: 'text', help: 'user name at the broker' },
  { name: 'password-file', type: 'text', help: 'file with the password' },
];

const onLine = (
  kind: string,
  example: string,
  reads: string,
  parameters: readonly SourceParameter[],
): readonly SourceKindRow[] => [
  { kind, target: 'line', example, reads, parameters: [...parameters, SPEED, IDLE] },
  {
    kind: `${kind}+tcp`,
    target: 'host',
    example: `${kind}+tcp://192.168.1.5:23`,
    reads: `the same bytes over TCP`,
    parameters: [...parameters.filter(({ name }) => !['mode', 'every'].includes(name)), IDLE],
  },
];

export const SOURCE_KINDS: readonly SourceKindRow[] = [
  ...onLine('p1', 'p1:/dev/ttyUSB0', 'P1 port (DSMR, ESMR, eMUCS, Smarty, HAN), also encrypted', [
    KEY,
    AUTHENTICATION,
    CHECKSUM,
    OFFSET,
  ]),
  ...onLine('sml', 'sml:/dev/ttyUSB0', 'optical port with SML (eHZ, mME)', [
    { ...CHECKSUM, choices: ['x25', 'kermit'], usual: 'x25', help: 'checksum of a file; kermit for Holley on RS-485' },
  ]),
  ...onLine('d0', 'd0:/dev/ttyUSB0?mode=request', 'optical port with IEC 62056-21', [
    MODE,
    { ...UNIT, choices: ['Wh', 'kWh'], help: 'unit of registers that name none' },
    { ...EVERY, usual: '60', help: 'seconds from one request to the next' },
  ]),
  ...onLine('tic', 'tic:/dev/ttyUSB0', 'Linky TIC, historical and standard', []),
  ...onLine('dlms', 'dlms:/dev/ttyUSB0', 'HAN port with DLMS push over HDLC', [
    {
      name: 'step',
      type: 'choice',
      choices: ['1', '10', '100', '1000'],
      help: 'Wh that a count is worth, in lists that do not say it (Kamstrup): compare with the display',
    },
  ]),
  {
    kind: 'modbus+tcp',
    target: 'host',
    example: 'modbus+tcp://192.168.1.5:502?model=sdm630',
    reads: 'sub-meter over Modbus TCP',
    parameters: ANSWER,
  },
  {
    kind: 'modbus+rtu',
    target: 'line',
    example: 'modbus+rtu:/dev/ttyUSB0?model=sdm120',
    reads: 'sub-meter over RS-485',
    parameters: [...ANSWER, { ...SPEED, usual: '9600-8N1', help: 'speed and frame' }],
  },
  {
    kind: 'pulse',
    target: 'chip',
    example: 'pulse:gpiochip0/17?impkwh=1000',
    reads: 'pulses of an S0 output or a lamp, by gpiomon',
    parameters: [
      { name: 'impkwh', type: 'whole', least: 1, most: 1_000_000, usual: '1000', help: 'pulses of a kWh' },
      { name: 'edge', type: 'choice', choices: ['falling', 'rising'], usual: 'falling', help: 'edge that counts' },
      {
        name: 'bias',
        type: 'choice',
        choices: ['pull-up', 'pull-down', 'disable'],
        usual: 'pull-up',
        help: 'resistor of the input',
      },
      {
        name: 'debounce',
        type: 'whole',
        least: 0,
        most: 1_000,
        usual: '20',
        help: 'milliseconds after a pulse in which another one is bounce',
      },
      EVERY,
      { name: 'count-file', type: 'text', help: 'file that keeps the count; in the state folder if not said' },
    ],
  },
  {
    kind: 'homewizard',
    target: 'host',
    example: 'homewizard://192.168.1.5?token-file=token',
    reads: 'HomeWizard P1 over Wi-Fi: v2 with a token, v1 without',
    parameters: [
      { name: 'token-file', type: 'text', help: 'file with the token of v2; v1 is asked without one' },
      { name: 'ca', type: 'text', help: 'PEM file of the certificate authority that its certificate is of' },
      { name: 'name', type: 'text', help: 'name in its certificate, such as appliance/p1dongle/5c2faf0a1b2c' },
      { name: 'fingerprint', type: 'text', help: 'SHA-256 of its certificate, instead of ca and name' },
      { name: 'http-port', type: 'whole', least: 1, most: 65_535, usual: '80', help: 'where v1 is' },
      EVERY,
    ],
  },
  {
    kind: 'mqtt',
    target: 'broker',
    example: 'mqtt://192.168.1.5/tele/plug/SENSOR?json=ENERGY.Total&unit=kWh',
    reads: 'a topic of a broker: Tasmota, zigbee2mqtt, Glow, evcc, Home Assistant',
    parameters: MQTT,
  },
  {
    kind: 'mqtts',
    target: 'broker',
    example: 'mqtts://broker.example/glow/0123/SENSOR/electricitymeter?json=electricitymeter.energy.import.cumulative',
    reads: 'the same with TLS',
    parameters: [...MQTT, { name: 'ca', type: 'text', help: "PEM file of the broker's certificate authority" }],
  },
  {
    kind: 'csv',
    target: 'file',
    example: 'csv:samples.csv?follow&time=time',
    reads: 'rows of register values below a row of column names',
    parameters: [{ name: 'follow', type: 'flag', help: 'the file grows: goes on at its end' }, ...MAPPING],
  },
  {
    kind: 'stdin',
    target: 'nothing',
    example: 'stdin:?import=ENERGY.Total',
    reads: 'standard input: lines of JSON, or rows as of csv',
    parameters: [
      { name: 'format', type: 'choice', choices: ['json', 'csv'], usual: 'json', help: 'what a line is' },
      ...MAPPING,
    ],
  },
  {
    kind: 'simulated',
    target: 'nothing',
    example: 'simulated:?seed=7',
    reads: 'a made-up home, to try',
    parameters: [{ name: 'seed', type: 'whole', least: 0, most: 4_294_967_295, usual: '1', help: 'which home' }, EVERY],
  },
];
