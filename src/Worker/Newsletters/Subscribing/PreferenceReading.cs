using Syndication.Worker.Model;

namespace Syndication.Worker.Newsletters.Subscribing;

/// <summary>What a link to preferences led to.</summary>
/// <param name="Ticket">What its token is worth.</param>
/// <param name="Reader">The reader as they now are; null where the token is not valid, or nothing is held any more.</param>
internal sealed record PreferenceReading(PreferenceTicket Ticket, Reader? Reader);
