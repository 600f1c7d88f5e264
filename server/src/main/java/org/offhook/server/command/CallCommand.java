package org.offhook.server.command;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `offhook call`: calls somebody through the API.
@Command(
        name = "call",
        description = "Calls somebody and runs a document with them, through the API.",
        abbreviateSynopsis = true,
        sortOptions = false)
final class CallCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(names = "--to", required = true, paramLabel = "ADDRESS", description = "+E164 or sip:….")
    @SuppressWarnings("NullAway.Init")
    private String to;

    @Option(names = "--from", required = true, paramLabel = "NUMBER", description = "A number of the account.")
    @SuppressWarnings("NullAway.Init")
    private String from;

    @ArgGroup(exclusive = true, multiplicity = "1")
    @SuppressWarnings("NullAway.Init")
    private What what;

    @Mixin
    private ApiOptions api = new ApiOptions();

    @Option(names = "--json", description = "Print the answer as it is.")
    private boolean json;

    static final class What {
        @Option(names = "--url", paramLabel = "URL", description = "Where the document is asked for.")
        private @Nullable String url;

        @Option(names = "--twiml", paramLabel = "DOCUMENT", description = "The document itself.")
        private @Nullable String twiml;
    }

    @Override
    public Integer call() throws InterruptedException {
        Map<String, List<String>> form = new LinkedHashMap<>();
        form.put("To", List.of(to));
        form.put("From", List.of(from));
        if (what.url != null) {
            form.put("Url", List.of(what.url));
        }
        if (what.twiml != null) {
            form.put("Twiml", List.of(what.twiml));
        }
        api.create("Calls", form, json, spec.commandLine().getOut());
        return 0;
    }
}
