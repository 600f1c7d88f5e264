package org.offhook.adapters.sipnet;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.offhook.core.domains.proof.TextRecords;

/// Asks name servers for TXT records, each question on a virtual thread; who asks bounds how many there are.
public record DnsTexts(SystemDns dns) implements TextRecords {

    @Override
    public CompletionStage<List<String>> of(String name) {
        CompletableFuture<List<String>> answer = new CompletableFuture<>();
        Thread.ofVirtual().name("dns-texts").start(() -> {
            try {
                answer.complete(dns.texts(name));
            } catch (IOException | RuntimeException failed) {
                answer.completeExceptionally(failed);
            }
        });
        return answer;
    }
}
