/** Tariff documents that a utility's config names, in files beside it. */
import { besideConfig, readConfig } from '../../host/base/config.ts';
import { HostError } from '../../host/base/errors.ts';
import { nodeCrypto } from '../../host/keys/crypto.ts';
import { documentHash, documentProblem } from '../../protocol/money/document.ts';
import type { TariffDocument, UtilityConfig } from '../../schemas/types.ts';

/** By their hash. Throws HostError ERR_TARIFF_INVALID, and whatever `readConfig` does, for a file that is none. */
export function readTariffDocuments(
  configPath: string,
  config: Pick<UtilityConfig, 'scheme' | 'tariffDocuments'>,
): Map<string, TariffDocument> {
  const documents = new Map<string, TariffDocument>();
  for (const file of config.tariffDocuments) {
    const path = besideConfig(configPath, file);
    const document = readTariffDocument(path);
    documents.set(documentHash(nodeCrypto, document), document);
  }
  const missing = config.scheme.tariffs.find(({ document }) => document !== undefined && !documents.has(document));
  if (missing !== undefined)
    throw new HostError(
      'ERR_TARIFF_INVALID',
      `${configPath}: tariff ${missing.id} names a document that is not among tariffDocuments, or was changed since`,
    );
  return documents;
}

/** Throws HostError ERR_TARIFF_INVALID, and whatever `readConfig` does. */
export function readTariffDocument(path: string): TariffDocument {
  const document = readConfig('tariff', path);
  const problem = documentProblem(document);
  if (problem !== undefined) throw new HostError('ERR_TARIFF_INVALID', `${path} can't be a tariff: ${problem}`);
  return document;
}
