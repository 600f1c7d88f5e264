/// What the product costs: CPU per unit of work of the whole process, and its ratio to a baseline measured in
/// the same run. Everything runs on loopback, is bounded in count and time, and warms up first. A [Benchmark]
/// returns [Row]s; the list of them is [Benchmarks]. Figures are printed, never asserted.
@NullMarked
package org.offhook.server.bench;

import org.jspecify.annotations.NullMarked;
