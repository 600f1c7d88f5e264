package org.offhook.core.presence;

import java.time.Duration;
import org.offhook.core.signalling.event.EventPackage;
import org.offhook.core.signalling.event.Watched;
import org.offhook.protocols.sip.event.DialogInfo;

/// `dialog` (RFC 4235): whether a user is in a call, for the busy lamps of others of the account. With whom is not
/// told.
public final class DialogPackage implements EventPackage {

    private final Lamps lamps;

    public DialogPackage(Lamps lamps) {
        this.lamps = lamps;
    }

    @Override
    public String name() {
        return DialogInfo.EVENT;
    }

    @Override
    public String contentType() {
        return DialogInfo.CONTENT_TYPE;
    }

    /// RFC 4235 §3.9.
    @Override
    public Duration pace() {
        return Duration.ofSeconds(1);
    }

    @Override
    public String document(Watched address, String entity, int version) {
        return DialogInfo.write(entity, version, lamps.of(address));
    }
}
