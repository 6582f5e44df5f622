/** Names of the files in the folders of a deployment. */
export const CONFIG_FILE = 'config.yaml';
export const CA_FILE = 'ca.pem';
export const CERT_FILE = 'cert.pem';
export const KEY_FILE = 'key.pem';
export const CRL_FILE = 'crl.pem';
/** Mosquitto's. */
export const ACL_FILE = 'acl.conf';
/** What meters are flashed with before they enrol. */
export const KIT_FILE = 'kit.json';
