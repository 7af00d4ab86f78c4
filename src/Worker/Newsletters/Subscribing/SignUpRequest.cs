using Syndication.Worker.Storage;

namespace Syndication.Worker.Newsletters.Subscribing;

/// <summary>A person's sign-up.</summary>
/// <param name="Address">The address.</param>
/// <param name="Language">BCP 47 tag, or null for the newsletter's first language.</param>
/// <param name="Wish">What is asked for and what was agreed to.</param>
internal sealed record SignUpRequest(ReaderAddress Address, string? Language, SubscriptionWish Wish);
