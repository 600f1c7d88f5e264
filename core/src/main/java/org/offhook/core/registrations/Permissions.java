package org.offhook.core.registrations;

import org.jspecify.annotations.Nullable;
import org.offhook.core.domains.SipUser;
import org.offhook.core.ids.Sid;

/// What users of domains may do.
@FunctionalInterface
public interface Permissions {

    /// The user as a list of the domain, or its application, has it; null when neither knows it now.
    @Nullable
    SipUser of(Sid account, String domain, String user);
}
