namespace Syndication.Worker.Model;

/// <summary>Arrivals of a newsletter: those above <paramref name="From"/>, up to and with <paramref name="Through"/>.</summary>
/// <param name="From">Exclusive.</param>
/// <param name="Through">Inclusive.</param>
public readonly record struct ArrivalRange(long From, long Through);
