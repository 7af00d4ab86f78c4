namespace Syndication.Worker.Model.Notices;

/// <summary>How far a plan may go.</summary>
/// <param name="Through">Arrivals up to here are announced.</param>
/// <param name="Notices">Corrections and retractions up to this number are told.</param>
public readonly record struct PlanningReach(long Through, long Notices);
