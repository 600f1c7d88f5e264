/// What benchmarks are made of: the server under test as a process of its own ([OurServer], [ServerMemory]), the
/// load ([SippLoad], [HttpLoad], [RtpLoad], [ManyCalls], [TalkingApp]), the plain programs it is compared with
/// ([PlainLoop]), and gauges of CPU. Each benchmark makes its own and closes it.
@NullMarked
package org.offhook.server.bench.load;

import org.jspecify.annotations.NullMarked;
