package org.offhook.adapters.sipnet;

import java.util.concurrent.CountDownLatch;

/// A shard that answers every call at once, for measuring: `LoadServer PORT`, until it is killed.
final class LoadServer {

    private LoadServer() {}

    public static void main(String[] args) throws InterruptedException {
        try (SipHost host = new SipHost(Integer.parseInt(args[0]), 1, SipNetLimits.STANDARD, (event, leg) -> {
            if (event == null) {
                leg.answer(SipHost.SDP);
            }
        })) {
            new CountDownLatch(host.port() > 0 ? 1 : 0).await();
        }
    }
}
