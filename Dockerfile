# syntax=docker/dockerfile:1
FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build
WORKDIR /source

# Packages first, so that a change of code does not fetch them again.
COPY global.json Directory.Build.props Directory.Packages.props BannedSymbols.txt .editorconfig ./
COPY src/BotHost/BotHost.csproj src/BotHost/Runtime.props src/BotHost/
COPY src/Drill.Engine/Drill.Engine.csproj src/Drill.Engine/
COPY src/Drill.Storage/Drill.Storage.csproj src/Drill.Storage/
COPY src/Drill.Pictures/Drill.Pictures.csproj src/Drill.Pictures/
COPY src/Drill.WebChat/Drill.WebChat.csproj src/Drill.WebChat/
COPY src/Drill.DiscordChat/Drill.DiscordChat.csproj src/Drill.DiscordChat/
COPY src/Drill.TelegramChat/Drill.TelegramChat.csproj src/Drill.TelegramChat/
RUN dotnet restore src/BotHost --use-current-runtime -p:PublishReadyToRun=true

COPY src src
# Compiled ahead of time: it starts in half the time.
RUN dotnet publish src/BotHost --no-restore -c Release --use-current-runtime --no-self-contained -p:PublishReadyToRun=true -o /app

FROM mcr.microsoft.com/dotnet/aspnet:10.0
WORKDIR /app
COPY --from=build /app .
COPY content content

# The image's own user without rights; /data is the one place it writes to.
USER root
RUN mkdir /data && chown $APP_UID /data
USER $APP_UID
VOLUME /data

# The diagnostics of the runtime write to the file system, which is read-only here.
ENV DOTNET_EnableDiagnostics=0 \
    Drill__Database=/data/drill.db \
    Drill__Url=http://0.0.0.0:5080
EXPOSE 5080
HEALTHCHECK --interval=30s --timeout=6s --start-period=20s CMD ["dotnet", "BotHost.dll", "health"]
ENTRYPOINT ["dotnet", "BotHost.dll"]
