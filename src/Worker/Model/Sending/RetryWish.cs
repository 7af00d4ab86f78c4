namespace Syndication.Worker.Model.Sending;

/// <summary>Which deliveries of an edition ops want to be tried again, beside those that wait or were given up.</summary>
/// <param name="Unknown">Those that may have arrived: they may arrive twice.</param>
/// <param name="Bounced">Those that were refused for good.</param>
public sealed record RetryWish(bool Unknown, bool Bounced);
