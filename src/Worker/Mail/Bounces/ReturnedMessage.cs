using System.Collections.Immutable;

namespace Syndication.Worker.Mail.Bounces;

/// <summary>What a report says of the message that it is about: the keys to the delivery.</summary>
/// <param name="Key">What the return address or else the ENVID names; null where there is neither.</param>
/// <param name="MessageIds">Message-IDs of returned headers, without angle brackets.</param>
internal sealed record ReturnedMessage(ReturnKey? Key, ImmutableArray<string> MessageIds);
