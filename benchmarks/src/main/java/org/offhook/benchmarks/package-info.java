/// What a single message, packet or frame costs (JMH). The cost of whole calls is measured by `offhook bench`.
@NullMarked
package org.offhook.benchmarks;

import org.jspecify.annotations.NullMarked;
