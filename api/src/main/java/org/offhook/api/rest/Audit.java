package org.offhook.api.rest;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.offhook.api.auth.Doorkeeper;
import org.offhook.api.http.Request;
import org.offhook.core.audit.AuditEvent;
import org.offhook.core.ids.Sid;
import org.offhook.core.ids.SidType;
import org.offhook.core.ids.Sids;
import org.offhook.core.store.Change;
import org.offhook.core.store.Store;
import org.offhook.core.time.Clock;

/// Writes down who changed what lasts: settings, and what is removed. What happens on calls and messages has events
/// of its own. It is durable before the request is answered; when the power fails after the change and before that,
/// the change has no entry, and its request no answer.
public final class Audit {

    /// Their resources live, or are used up, instead of being set up; only that they are removed is written down.
    private static final Set<String> LIVE = Set.of("Calls", "Messages", "Conferences", "Tokens", "OutgoingCallerIds");

    /// Somebody is called out of a queue or off a conference, which is no removal.
    private static final Set<String> PEOPLE = Set.of("Members", "Participants");

    /// Names that applications know, where the path has another.
    private static final Map<String, String> NAMES = Map.of(
            "IncomingPhoneNumbers", "phone-number",
            "Keys", "api-key",
            "SigningKeys", "api-key",
            "Addresses", "address",
            "Secondary", "secondary-auth-token",
            "Promote", "auth-token");

    private static final Pattern NAME = Pattern.compile("[A-Z][A-Za-z]+");

    /// Names of parameters that the platform may know.
    private static final Pattern PARAMETER = Pattern.compile("[A-Za-z0-9.]{1,64}");

    private static final int MOST_PARAMETERS = 100;

    private final Store store;
    private final Clock clock;
    private final Sids sids;

    public Audit(Store store, Clock clock, Sids sids) {
        this.store = store;
        this.clock = clock;
        this.sids = sids;
    }

    /// The operation that is written down when it has changed something.
    Operation over(Operation operation) {
        return ask -> {
            Answer answer = operation.run(ask);
            String action = action(answer);
            if (action != null) {
                note(ask, action, answer);
            }
            return answer;
        };
    }

    private void note(Ask ask, String action, Answer answer) {
        Request request = ask.exchange().request();
        List<String> segments =
                Arrays.asList(request.path().replaceAll("\\.[a-z]+$", "").split("/"));
        List<String> names = segments.stream()
                .filter(segment -> NAME.matcher(segment).matches()
                        && !segment.equals("Accounts")
                        && Sid.parse(segment).isEmpty())
                .toList();
        String last = names.isEmpty() ? "Accounts" : names.getLast();
        boolean live = !names.isEmpty() && LIVE.contains(names.getFirst()) && !action.equals("deleted");
        if (live || PEOPLE.contains(last)) {
            return;
        }
        Sid account = ask.account().sid();
        store.commit(Change.put(
                AuditEvent.KIND,
                new AuditEvent(
                        sids.next(SidType.AUDIT_EVENT),
                        account,
                        Doorkeeper.user(request).orElse(ask.caller().sid()),
                        action,
                        Optional.ofNullable(shown(answer))
                                .or(() -> Sid.parse(segments.getLast()))
                                .orElse(null),
                        type(names, last),
                        parameters(ask),
                        request.peer(),
                        clock.now())));
    }

    private static List<String> parameters(Ask ask) {
        Set<String> names = new LinkedHashSet<>();
        ask.input().forEach((name, _) -> names.add(name));
        return names.stream()
                .filter(name -> PARAMETER.matcher(name).matches())
                .limit(MOST_PARAMETERS)
                .toList();
    }

    /// Null when nothing was changed.
    private static @Nullable String action(Answer answer) {
        return switch (answer) {
            case Answer.One(int status, var _) when status == 201 -> "created";
            case Answer.One _ -> "updated";
            case Answer.Done() -> "deleted";
            case Answer.Many _, Answer.Wrong _, Answer.Plain _ -> null;
        };
    }

    private static @Nullable Sid shown(Answer answer) {
        return answer instanceof Answer.One(int _, var element)
                        && element.fields().get("sid") instanceof String sid
                ? Sid.parse(sid).orElse(null)
                : null;
    }

    /// `SIP/CredentialLists/…/Credentials` → `sip-credential`.
    private static String type(List<String> names, String last) {
        String known = NAMES.get(last);
        String singular = last.endsWith("ies")
                ? last.substring(0, last.length() - 3) + "y"
                : last.endsWith("s") ? last.substring(0, last.length() - 1) : last;
        String kebab = singular.replaceAll("(?<=[a-z])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
        return known != null ? known : names.contains("SIP") ? "sip-" + kebab : kebab;
    }
}
