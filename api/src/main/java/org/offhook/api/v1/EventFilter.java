package org.offhook.api.v1;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.offhook.api.http.Params;
import org.offhook.api.rest.Answer;
import org.offhook.api.rest.Fields;
import org.offhook.core.events.StoredEvent;
import org.offhook.core.ids.Sid;

/// Which events a subscriber wants of its account.
///
/// @param types   beginnings of type names, such as `call.`; empty for all
/// @param subject only about this, or null
record EventFilter(List<String> types, @Nullable Sid subject) {

    /// @param wrong what is the matter with the parameters, if anything
    record Read(EventFilter filter, Optional<Answer> wrong) {}

    static Read read(Params query) {
        Fields fields = new Fields(query);
        String subject = fields.text("subject");
        Optional<Sid> sid = subject == null ? Optional.empty() : Sid.parse(subject);
        if (subject != null && sid.isEmpty()) {
            fields.refuse(20423, "subject is the Sid of a call, message, …, not '" + subject + "'");
        }
        return new Read(new EventFilter(query.all("type"), sid.orElse(null)), fields.wrong());
    }

    /// Whether its type is wanted; the subject is looked for by the store.
    boolean wants(StoredEvent stored) {
        return types.isEmpty() || types.stream().anyMatch(stored.event().type().text()::startsWith);
    }
}
