namespace Syndication.Worker.Model;

/// <summary>A delivery that no server took: a new edition takes its posts over.</summary>
/// <param name="Id">The delivery.</param>
/// <param name="Ranges">The arrivals it was to announce.</param>
public sealed record UnacceptedDelivery(string Id, ArrivalRanges Ranges);
