/// Who owns what: accounts. Account isolation comes before every other filter.
@NullMarked
package org.offhook.core.tenancy;

import org.jspecify.annotations.NullMarked;
