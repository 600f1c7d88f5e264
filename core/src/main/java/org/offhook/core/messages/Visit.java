package org.offhook.core.messages;

import java.time.Instant;
import java.util.List;
import org.offhook.core.ids.Sid;
import org.offhook.core.store.Entity;
import org.offhook.core.store.Kind;
import org.offhook.core.webhooks.Cookie;

/// The cookies that an application has given to somebody who writes to one of its numbers (contract §3, MSG-2):
/// the application sees a visitor who comes back. Kept while there are cookies.
///
/// @param pair who wrote and to which number, as [Visits#pair] writes it
public record Visit(Sid sid, Sid account, String pair, List<Cookie> cookies, Instant created) implements Entity {

    public static final Kind<Visit> KIND = new Kind<>("visits", Visit.class, List.of(Kind.field("pair", Visit::pair)));

    public Visit {
        cookies = List.copyOf(cookies);
    }
}
