/**
 * What to do about a store that can't be used, for whoever keeps it. The three are not alike: an aggregator and the utility
 * restore a backup, a meter never does, and in its outbox are readings that nobody else has.
 */

/** Whose store it is. */
export type Keeper = 'aggregator' | 'utility' | 'meter';

const LOST_DISK = '"A lost disk" in docs/operating.md';
const BACKUP = '"Backup and restore" in docs/operating.md';
const MOUNT = 'if its disk is only not mounted, mount it, and nothing is lost. Else ';
const METER_GOES_ON =
  'give the meter new keys under the next key epoch and an empty state folder (gridshare token, gridshare enroll), and compare the register of ' +
  `the electricity meter with its bills: ${LOST_DISK}, "Of a meter"`;

/** The file is gone. */
export const GONE_ADVICE: Readonly<Record<Keeper, string>> = {
  aggregator: `${MOUNT}read ${LOST_DISK} before you start it: restore a backup, or let it begin anew`,
  utility: `${MOUNT}read ${LOST_DISK} before you start it: restore a backup, or let it ask the aggregators`,
  meter: `${MOUNT}its readings that were not billed are lost: ${METER_GOES_ON}. Not before that may it be started`,
};

/** What is in the file is not what was written. */
export const DAMAGED_ADVICE: Readonly<Record<Keeper, string>> = {
  aggregator:
    'keep the file (copy the state folder), check the disk, then restore a backup (gridshare restore, the newest one) and start; the counter stays where it is. ' +
    'Without a backup move the file aside and start: it gets the log from the utility, and cells from the meters as far as they have them ' +
    `still. Only if the counter is lost too do all operators found it anew: ${BACKUP}, and ${LOST_DISK}`,
  utility:
    'keep the file (copy the state folder), check the disk, then restore a backup (gridshare restore, the newest one) and start. Without a backup move the file aside and ' +
    `start: it asks the aggregators for the log and for all sums again: ${BACKUP}, and ${LOST_DISK}`,
  meter:
    'keep the file, do not start the meter with an empty or an older one: readings that are not confirmed yet are in it and nowhere else. Copy it, check ' +
    'the disk and its cable; if the disk gives the file back whole, start the meter, and nothing is lost. If not, what k aggregators have ' +
    `confirmed is billed all the same; for the rest ${METER_GOES_ON}`,
};

/** Nothing is wrong with the file: it is for other software. */
export const VERSION_ADVICE: Readonly<Record<Keeper, string>> = {
  aggregator:
    'leave the file and the counter where they are, and start the gridshare that wrote it, or a newer one. If that one is not to be had: gridshare restore ' +
    `a backup that this one wrote: ${BACKUP}`,
  utility:
    'leave the file where it is, and start the gridshare that wrote it, or a newer one. If that one is not to be had: gridshare restore a backup ' +
    `that this one wrote: ${BACKUP}`,
  meter:
    'leave the file where it is: readings that are not confirmed yet are in it and nowhere else. Start the gridshare that wrote it, or a newer one, and ' +
    `nothing is lost. If that one is not to be had: keep the file, and ${METER_GOES_ON}`,
};
