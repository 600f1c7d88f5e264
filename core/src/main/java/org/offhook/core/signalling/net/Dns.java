package org.offhook.core.signalling.net;

import java.io.IOException;
import java.util.List;

/// What the domain name system says about a name. May block; answers come in any order and are empty when there
/// are none.
public interface Dns {

    /// @throws IOException when no server answered, so that it makes no sense to ask further
    List<Naptr> naptr(String name) throws IOException;

    /// @throws IOException as [#naptr]
    List<Srv> srv(String name) throws IOException;

    /// A and AAAA: address literals without brackets, the preferred first.
    List<String> addresses(String name);

    /// RFC 3403 §4.1; the regular expression is left out, for SIP uses none.
    ///
    /// @param flags `s` when the replacement names SRV records
    /// @param service `SIP+D2U`, `SIP+D2T`, `SIPS+D2T`, …
    record Naptr(int order, int preference, String flags, String service, String replacement) {}

    /// RFC 2782.
    record Srv(int priority, int weight, int port, String target) {}
}
