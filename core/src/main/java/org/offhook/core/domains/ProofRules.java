package org.offhook.core.domains;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.offhook.core.ids.Sid;
import org.offhook.core.ids.SidType;

/// Who has to prove that a name belongs to him before a domain of that name is served (SPEC SIP-7).
///
/// @param operator the account that has to prove nothing, and for whom the names in `own` are; null: nobody has to
///                 prove anything
/// @param own      host names under which accounts may take domains without a proof, in lower case
/// @param page     the URL of the file that proves a name, with `DOMAIN` for the name
/// @param recheck  how often a proof is looked for again
/// @param grace    for how long a proof may be missing before it is lost
public record ProofRules(@Nullable Sid operator, List<String> own, String page, Duration recheck, Duration grace) {

    /// Every name is believed.
    public static final ProofRules NONE = new ProofRules(
            null, List.of(), "https://DOMAIN/.well-known/offhook-domain", Duration.ofDays(1), Duration.ofDays(3));

    public ProofRules {
        own = List.copyOf(own);
    }

    /// Whether this domain is served only when its name was proved. Trunks are not asked: their names are for the
    /// PBX alone, which proves itself.
    public boolean asks(SipDomain domain) {
        return operator != null
                && !domain.account().equals(operator)
                && domain.sid().is(SidType.SIP_DOMAIN)
                && own.stream().noneMatch(parent -> domain.name().endsWith("." + parent));
    }
}
