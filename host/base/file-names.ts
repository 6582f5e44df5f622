/** Names of the files in the folders of a deployment. */
export const CONFIG_FILE = 'config.yaml';
/** Beside an aggregator's keys: what goes on for it if they are lost. It belongs elsewhere. [P-9.1] */
export const COLD_KEYS_FILE = 'cold-keys.json';
export const CA_FILE = 'ca.pem';
export const CERT_FILE = 'cert.pem';
export const KEY_FILE = 'key.pem';
export const CRL_FILE = 'crl.pem';
/** Mosquitto's. */
export const ACL_FILE = 'acl.conf';
/** In an operator's broker's folder: the certificate that its bridge shows at the head-end's broker. */
export const BRIDGE_FOLDER = 'bridge';
/** What meters are flashed with before they enrol. */
export const KIT_FILE = 'kit.json';
