/**
 * What energy costs, for the household: documents that the utility signed and whose hash a certified scheme names. Whatever else
 * comes on their topic is kept by nobody. The machine itself needs none of them. [P-8.7]
 */
import type { Crypto } from '../protocol/keys/crypto-port.ts';
import { documentHash, isTariffBy } from '../protocol/money/document.ts';
import { canonicalJson } from '../protocol/wire/canonical.ts';
import type { Scheme, TariffCopy } from '../schemas/types.ts';
import type { Effects } from '../protocol/machine.ts';
import type { KeptTariff, OutboxOp } from './outbox.ts';
import type { MeterAnchors } from './party.ts';

type Out = Effects<OutboxOp>;

export class TariffDocuments {
  private readonly crypto: Crypto;
  private readonly anchors: MeterAnchors;
  /** Written down since the process started. */
  private readonly kept = new Set<string>();
  /** What came before the scheme that names it. */
  private early: TariffCopy | undefined;

  constructor(crypto: Crypto, anchors: MeterAnchors) {
    this.crypto = crypto;
    this.anchors = anchors;
  }

  /** `schemes`: all that are believed. */
  take(message: TariffCopy | undefined, schemes: readonly Scheme[], out: Out): void {
    if (message === undefined) return;
    const wanted = new Set(schemes.flatMap(({ tariffs }) => tariffs.flatMap(({ document }) => document ?? [])));
    let isComplete = true;
    for (const tariff of message.tariffs) {
      const hash = documentHash(this.crypto, tariff.document);
      if (this.kept.has(hash)) continue;
      if (!wanted.has(hash)) isComplete = false;
      else if (
        tariff.deployment === message.deployment &&
        isTariffBy(this.crypto, this.anchors.signers.utility, tariff)
      ) {
        this.kept.add(hash);
        out.persist({ kind: 'tariff', hash, message: canonicalJson(tariff) });
      } else out.notice('warn', 'not_authentic', 'a tariff document is not signed by the utility', { hash });
    }
    this.early = isComplete ? undefined : message;
  }

  /**
   * Schemes came: what was early may be wanted now. Tariffs of windows that had begun, and were changed, are told: by whomever,
   * the meters go on by those they knew. [P-8.5.6]
   */
  schemesCame(changed: readonly KeptTariff[], schemes: readonly Scheme[], out: Out): void {
    for (const { area, from } of changed) {
      const text = `the tariff of the window from ${from} was changed after the window had begun: the meters go on by the one they knew`;
      out.notice('error', 'tariff_kept', text, { area, from });
    }
    this.take(this.early, schemes, out);
  }
}
