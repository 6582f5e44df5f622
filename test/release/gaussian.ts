/** Best linear estimates: what a vector tells of a number that varies with it, by their covariances. Matrices are rows of numbers. */

export type Matrix = readonly Float64Array[];

/** Lower triangle L with L·Lᵀ = `matrix`, which is symmetric and positive. */
export function cholesky(matrix: Matrix): Float64Array[] {
  const lower = matrix.map((row) => new Float64Array(row.length));
  for (let row = 0; row < matrix.length; row++) {
    const own = lower[row]!;
    for (let column = 0; column <= row; column++) {
      const other = lower[column]!;
      let sum = matrix[row]![column]!;
      for (let at = 0; at < column; at++) sum -= own[at]! * other[at]!;
      if (column < row) own[column] = sum / other[column]!;
      else if (sum > 0) own[column] = Math.sqrt(sum);
      else throw new Error('the matrix is not positive');
    }
  }
  return lower;
}

/** x with L·Lᵀ·x = `right`. */
export function solve(lower: Matrix, right: Float64Array): Float64Array {
  const x = Float64Array.from(right);
  for (let row = 0; row < x.length; row++) {
    const own = lower[row]!;
    for (let at = 0; at < row; at++) x[row]! -= own[at]! * x[at]!;
    x[row]! /= own[row]!;
  }
  for (let row = x.length - 1; row >= 0; row--) {
    x[row]! /= lower[row]![row]!;
    const value = x[row]!;
    for (let at = 0; at < row; at++) x[at]! -= lower[row]![at]! * value;
  }
  return x;
}

export function dot(one: Float64Array, other: Float64Array): number {
  let sum = 0;
  for (let at = 0; at < one.length; at++) sum += one[at]! * other[at]!;
  return sum;
}

export function meanOf(samples: readonly Float64Array[]): Float64Array {
  const mean = new Float64Array(samples[0]!.length);
  for (const sample of samples) for (let at = 0; at < mean.length; at++) mean[at]! += sample[at]! / samples.length;
  return mean;
}

/** Covariance of samples, a little of its diagonal added: so many numbers are never quite known from so few samples. */
export function covarianceOf(samples: readonly Float64Array[], ridge: number): Float64Array[] {
  const mean = meanOf(samples);
  const size = mean.length;
  const sums = Array.from({ length: size }, () => new Float64Array(size));
  const off = new Float64Array(size);
  for (const sample of samples) {
    for (let at = 0; at < size; at++) off[at] = sample[at]! - mean[at]!;
    for (let row = 0; row < size; row++) {
      const own = sums[row]!;
      const value = off[row]! / samples.length;
      for (let column = 0; column <= row; column++) own[column]! += value * off[column]!;
    }
  }
  for (let row = 0; row < size; row++) {
    for (let column = 0; column < row; column++) sums[column]![row] = sums[row]![column]!;
    sums[row]![row]! *= 1 + ridge;
  }
  return sums;
}

/** Pearson's correlation of pairs. */
export function correlationOf(pairs: readonly (readonly [number, number])[]): number {
  let [sumX, sumY] = [0, 0];
  for (const [x, y] of pairs) {
    sumX += x / pairs.length;
    sumY += y / pairs.length;
  }
  let [xx, yy, xy] = [0, 0, 0];
  for (const [x, y] of pairs) {
    xx += (x - sumX) ** 2;
    yy += (y - sumY) ** 2;
    xy += (x - sumX) * (y - sumY);
  }
  return xx === 0 || yy === 0 ? 0 : xy / Math.sqrt(xx * yy);
}
