package org.offhook.server.command;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `offhook sms`: sends a message through the API.
@Command(name = "sms", description = "Sends a message through the API.", abbreviateSynopsis = true, sortOptions = false)
final class SmsCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(names = "--to", required = true, paramLabel = "NUMBER", description = "+E164.")
    @SuppressWarnings("NullAway.Init")
    private String to;

    @Option(names = "--from", required = true, paramLabel = "NUMBER", description = "A number of the account.")
    @SuppressWarnings("NullAway.Init")
    private String from;

    @Parameters(paramLabel = "TEXT", arity = "0..1", description = "What it says.")
    private String text = "";

    @Option(names = "--media", paramLabel = "URL", description = "A picture or other media; repeatable.")
    private List<String> media = List.of();

    @Mixin
    private ApiOptions api = new ApiOptions();

    @Option(names = "--json", description = "Print the answer as it is.")
    private boolean json;

    @Override
    public Integer call() throws InterruptedException {
        if (text.isEmpty() && media.isEmpty()) {
            throw CommandException.wrongUse("a text is missing, such as: offhook sms --from … --to … \"Hello\"");
        }
        Map<String, List<String>> form = new LinkedHashMap<>();
        form.put("To", List.of(to));
        form.put("From", List.of(from));
        form.put("Body", text.isEmpty() ? List.of() : List.of(text));
        form.put("MediaUrl", media);
        api.create("Messages", form, json, spec.commandLine().getOut());
        return 0;
    }
}
