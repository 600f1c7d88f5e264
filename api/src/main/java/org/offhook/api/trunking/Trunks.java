package org.offhook.api.trunking;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.offhook.api.rest.Answer;
import org.offhook.api.rest.Ask;
import org.offhook.api.v2010.Desks;
import org.offhook.core.assets.Asset;
import org.offhook.core.assets.AssetKinds;
import org.offhook.core.ids.SidType;

/// The trunk that a path names.
record Trunks(Desks desks) {

    Answer with(Ask ask, String name, Function<Asset, Answer> then) {
        return ask.sid(name, SidType.TRUNK)
                .flatMap(sid ->
                        desks.assets().find(AssetKinds.TRUNKS, ask.account().sid(), sid))
                .map(then)
                .orElseGet(() -> Answer.notFound(ask));
    }

    static List<String> authTypes(Asset trunk) {
        List<String> types = new ArrayList<>();
        if (trunk.values().keySet().stream().anyMatch(key -> key.startsWith("calls/AL"))) {
            types.add("IP_ACL");
        }
        if (trunk.values().keySet().stream().anyMatch(key -> key.startsWith("calls/CL"))) {
            types.add("CREDENTIAL_LIST");
        }
        return types;
    }
}
