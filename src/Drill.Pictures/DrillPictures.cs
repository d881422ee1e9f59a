using Drill.Drawing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Drill.Pictures;

/// <summary>Adds drawing to a host.</summary>
public static class DrillPictures
{
    /// <summary>Lets replies bring pictures, drawn by Skia.</summary>
    public static IServiceCollection AddPictures(this IServiceCollection services)
    {
        services.TryAddSingleton<IPictures, SkiaPictures>();
        return services;
    }
}
