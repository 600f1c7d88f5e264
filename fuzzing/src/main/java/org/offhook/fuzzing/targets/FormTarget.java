package org.offhook.fuzzing.targets;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.offhook.api.http.Params;
import org.offhook.fuzzing.Promise;
import org.offhook.fuzzing.Target;

/// Queries and forms: what is read is written and read as the same, and nothing is added on the way.
public final class FormTarget implements Target {

    @Override
    public String name() {
        return "form";
    }

    @Override
    public void check(byte[] input) {
        Optional<Params> params = Params.parse(new String(input, StandardCharsets.UTF_8));
        params.ifPresent(form -> {
            String written = form.encode();
            Promise.holds(written.chars().allMatch(c -> c > ' ' && c < 0x7f), "what is written is plain ASCII");
            Promise.same(Optional.of(pairs(form)), Params.parse(written).map(FormTarget::pairs));
        });
    }

    private static List<String> pairs(Params params) {
        List<String> pairs = new ArrayList<>();
        params.forEach((name, value) -> pairs.add(name + "\n" + value));
        return pairs;
    }
}
