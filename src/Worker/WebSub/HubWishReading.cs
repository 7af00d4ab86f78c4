namespace Syndication.Worker.WebSub;

/// <summary>A form as read.</summary>
/// <param name="Wish">What it asks for; null where it is at fault.</param>
/// <param name="Fault">What is wrong, for the subscriber's developer; empty where nothing is.</param>
internal sealed record HubWishReading(HubWish? Wish, string Fault);
