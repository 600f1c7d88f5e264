package org.offhook.api.v2010.accounts;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.offhook.api.http.Router;
import org.offhook.api.render.Dates;
import org.offhook.api.render.Element;
import org.offhook.api.rest.Answer;
import org.offhook.api.rest.Ask;
import org.offhook.api.rest.Fields;
import org.offhook.api.rest.Rest;
import org.offhook.api.v2010.Resources;
import org.offhook.core.media.IceServers;
import org.offhook.core.time.Clock;

/// `…/Tokens` (contract §18): how a browser finds its way through a NAT, by the servers that the operator runs for it.
/// Nothing is kept.
public final class Tokens implements Resources.Resource {

    private static final int DAY = 86_400;

    private final IceServers servers;
    private final Clock clock;

    public Tokens(IceServers servers, Clock clock) {
        this.servers = servers;
        this.clock = clock;
    }

    @Override
    public void route(Router router, Rest rest) {
        router.add("POST", Resources.ACCOUNT + "/Tokens", rest.guarded(this::create));
    }

    private Answer create(Ask ask) {
        Fields fields = new Fields(ask.input());
        int ttl = fields.number("Ttl", DAY, 1, DAY, 20422);
        Instant now = clock.now();
        IceServers.Pass pass = servers.pass(ask.account().sid(), now, Duration.ofSeconds(ttl));
        return fields.wrong()
                .orElseGet(() -> Answer.created(new Element("Token")
                        .with("account_sid", ask.account().sid().value())
                        .with("username", pass.username())
                        .with("password", pass.password())
                        .with("ttl", Integer.toString(ttl))
                        .with("ice_servers", shown(pass))
                        .with("date_created", Dates.rfc2822(now))
                        .with("date_updated", Dates.rfc2822(now))));
    }

    private List<Map<String, Object>> shown(IceServers.Pass pass) {
        return servers.urls().stream()
                .map(url -> {
                    Map<String, Object> shown = new LinkedHashMap<>(Map.of("url", url, "urls", url));
                    if (url.startsWith("turn")) {
                        shown.put("username", pass.username());
                        shown.put("credential", pass.password());
                    }
                    return shown;
                })
                .toList();
    }
}
