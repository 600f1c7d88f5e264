package org.offhook.core.registrations;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.Set;
import java.util.stream.Collectors;
import org.offhook.core.events.EventType;
import org.offhook.core.events.Happening;
import org.offhook.protocols.sip.registrar.Binding;

/// Which devices came to an address of record, and which left it, with one REGISTER or because their time has
/// run
/// out.
final class Comings {

    private Comings() {}

    /// @param row   as it is stored from now on
    /// @param cause why those left whose time has not run out
    static List<Happening> between(Devices before, Devices after, Registered row, String cause) {
        Instant now = row.updated();
        Set<String> left = keys(after.bindings());
        List<Happening> happenings = new ArrayList<>();
        List<Binding> live = new ArrayList<>();
        for (Binding binding : before.bindings()) {
            boolean gone = binding.isGoneAt(now.getEpochSecond());
            if (gone || !left.contains(binding.key())) {
                happenings.add(happening(
                        EventType.UNREGISTERED, row, binding, before.source(binding), gone ? "expired" : cause));
            } else {
                live.add(binding);
            }
        }
        Set<String> known = keys(live);
        after.bindings().stream()
                .filter(binding -> !known.contains(binding.key()))
                .forEach(binding ->
                        happenings.add(happening(EventType.REGISTERED, row, binding, after.source(binding), "")));
        return happenings;
    }

    private static Happening happening(EventType type, Registered row, Binding binding, String source, String cause) {
        SequencedMap<String, String> data = new LinkedHashMap<>();
        data.put("user", row.user());
        data.put("realm", row.realm());
        data.put("contact", contact(binding));
        data.put("source", source);
        if (!cause.isEmpty()) {
            data.put("cause", cause);
        }
        return new Happening(row.updated(), type, data);
    }

    private static Set<String> keys(List<Binding> bindings) {
        return bindings.stream().map(Binding::key).collect(Collectors.toSet());
    }

    private static String contact(Binding binding) {
        return binding.contact().toString();
    }
}
