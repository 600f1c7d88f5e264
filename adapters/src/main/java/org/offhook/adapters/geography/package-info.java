/// Where numbers belong: [NumberGeography] implements [org.offhook.core.numbers.Geography] by the tables of
/// libphonenumber, which lie in the jar. No state but a bounded memory of numbers that were asked about.
@NullMarked
package org.offhook.adapters.geography;

import org.jspecify.annotations.NullMarked;
