package org.offhook.testkit.fakes;

import org.offhook.testkit.kernel.Timeline;
import org.offhook.testkit.network.Address;
import org.offhook.testkit.network.Network;
import org.offhook.testkit.sound.Air;
import org.offhook.testkit.transcript.Transcript;

/// What phones live in.
///
/// @param platform where the platform's SIP listens
public record Surroundings(Timeline timeline, Network network, Air air, Transcript transcript, Address platform) {}
