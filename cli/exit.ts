/**
 * Exit codes of every command. `notExact`: a figure is wrong, failed or does not add up; that something still waits is no
 * failure.
 */
export { EXIT } from '../host/base/exit.ts';
