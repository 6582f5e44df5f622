/**
 * Forms in which a meter was heard on one stream: which codes stand in a telegram, in which order, how many digits its registers
 * have, whose serial numbers. They hardly ever change, so what damage left of a telegram differs, even where its checksum
 * is right by chance: one in a new form is refused once, and believed when that form comes again.
 */

/** Some meters have a short telegram and a long one; more than this nobody has. */
const MOST_FORMS = 8;

export class KnownForms {
  private readonly forms = new Set<string>();

  /** The first one is known. */
  isKnown(form: string): boolean {
    const isKnown = this.forms.delete(form) || this.forms.size === 0;
    this.forms.add(form);
    const [oldest] = this.forms;
    if (this.forms.size > MOST_FORMS && oldest !== undefined) this.forms.delete(oldest);
    return isKnown;
  }
}
