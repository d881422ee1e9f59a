using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Drill.Storage.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "Chat",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Platform = table.Column<string>(type: "TEXT", nullable: false),
                    Key = table.Column<string>(type: "TEXT", nullable: false),
                    Thread = table.Column<string>(type: "TEXT", nullable: false),
                    IsPrivate = table.Column<bool>(type: "INTEGER", nullable: false),
                    Language = table.Column<string>(type: "TEXT", nullable: false),
                    LanguageIsChosen = table.Column<bool>(type: "INTEGER", nullable: false),
                    Zone = table.Column<string>(type: "TEXT", nullable: false),
                    Form = table.Column<string>(type: "TEXT", nullable: false),
                    CreatedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    PausedReason = table.Column<string>(type: "TEXT", nullable: true),
                    DailyIsOn = table.Column<bool>(type: "INTEGER", nullable: false),
                    DailySlots = table.Column<string>(type: "TEXT", nullable: false),
                    DailyWeekdays = table.Column<int>(type: "INTEGER", nullable: false),
                    DailyTopics = table.Column<string>(type: "TEXT", nullable: false),
                    DailyLevels = table.Column<string>(type: "TEXT", nullable: false),
                    DailyReveal = table.Column<string>(type: "TEXT", nullable: false),
                    NextDueAt = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Chat", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "HandledUpdate",
                columns: table => new
                {
                    Platform = table.Column<string>(type: "TEXT", nullable: false),
                    Key = table.Column<string>(type: "TEXT", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_HandledUpdate", x => new { x.Platform, x.Key });
                });

            migrationBuilder.CreateTable(
                name: "Person",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Language = table.Column<string>(type: "TEXT", nullable: true),
                    Zone = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Person", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "QuestionCopy",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    QuestionId = table.Column<string>(type: "TEXT", nullable: false),
                    Language = table.Column<string>(type: "TEXT", nullable: false),
                    Revision = table.Column<string>(type: "TEXT", nullable: false),
                    Topic = table.Column<string>(type: "TEXT", nullable: false),
                    Level = table.Column<int>(type: "INTEGER", nullable: false),
                    Variant = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_QuestionCopy", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "RoomEntry",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Room = table.Column<string>(type: "TEXT", nullable: false),
                    SendKey = table.Column<string>(type: "TEXT", nullable: true),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    Author = table.Column<string>(type: "TEXT", nullable: true),
                    AuthorName = table.Column<string>(type: "TEXT", nullable: true),
                    OnlyFor = table.Column<string>(type: "TEXT", nullable: true),
                    Message = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_RoomEntry", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Identity",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    PersonId = table.Column<long>(type: "INTEGER", nullable: false),
                    Platform = table.Column<string>(type: "TEXT", nullable: false),
                    User = table.Column<string>(type: "TEXT", nullable: false),
                    Name = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Identity", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Identity_Person_PersonId",
                        column: x => x.PersonId,
                        principalTable: "Person",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "Post",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    ChatId = table.Column<long>(type: "INTEGER", nullable: false),
                    CopyId = table.Column<long>(type: "INTEGER", nullable: false),
                    QuestionId = table.Column<string>(type: "TEXT", nullable: false),
                    Form = table.Column<int>(type: "INTEGER", nullable: false),
                    ChoiceIndex = table.Column<int>(type: "INTEGER", nullable: false),
                    LocalDate = table.Column<int>(type: "INTEGER", nullable: false),
                    Slot = table.Column<int>(type: "INTEGER", nullable: true),
                    AskedByUpdate = table.Column<string>(type: "TEXT", nullable: true),
                    OpenedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    ClosesAt = table.Column<long>(type: "INTEGER", nullable: false),
                    ClosedAt = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Post", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Post_Chat_ChatId",
                        column: x => x.ChatId,
                        principalTable: "Chat",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_Post_QuestionCopy_CopyId",
                        column: x => x.CopyId,
                        principalTable: "QuestionCopy",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "Attempt",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    PostId = table.Column<long>(type: "INTEGER", nullable: false),
                    ChatId = table.Column<long>(type: "INTEGER", nullable: false),
                    IdentityId = table.Column<long>(type: "INTEGER", nullable: false),
                    PersonId = table.Column<long>(type: "INTEGER", nullable: false),
                    Number = table.Column<int>(type: "INTEGER", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    LocalDate = table.Column<int>(type: "INTEGER", nullable: false),
                    Topic = table.Column<string>(type: "TEXT", nullable: false),
                    Revision = table.Column<string>(type: "TEXT", nullable: false),
                    GraderVersion = table.Column<string>(type: "TEXT", nullable: false),
                    Text = table.Column<string>(type: "TEXT", nullable: false),
                    Verdict = table.Column<string>(type: "TEXT", nullable: false),
                    Coverage = table.Column<double>(type: "REAL", nullable: false),
                    WasPeeked = table.Column<bool>(type: "INTEGER", nullable: false),
                    WasClosed = table.Column<bool>(type: "INTEGER", nullable: false),
                    HalfPoints = table.Column<int>(type: "INTEGER", nullable: false),
                    IsRanked = table.Column<bool>(type: "INTEGER", nullable: false),
                    Reason = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Attempt", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Attempt_Identity_IdentityId",
                        column: x => x.IdentityId,
                        principalTable: "Identity",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_Attempt_Post_PostId",
                        column: x => x.PostId,
                        principalTable: "Post",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "Delivery",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    ChatId = table.Column<long>(type: "INTEGER", nullable: false),
                    PostId = table.Column<long>(type: "INTEGER", nullable: false),
                    Platform = table.Column<string>(type: "TEXT", nullable: false),
                    Kind = table.Column<int>(type: "INTEGER", nullable: false),
                    SendKey = table.Column<string>(type: "TEXT", nullable: false),
                    State = table.Column<int>(type: "INTEGER", nullable: false),
                    CreatedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    NotBefore = table.Column<long>(type: "INTEGER", nullable: false),
                    LeaseUntil = table.Column<long>(type: "INTEGER", nullable: true),
                    Tries = table.Column<int>(type: "INTEGER", nullable: false),
                    SentAt = table.Column<long>(type: "INTEGER", nullable: true),
                    MessageId = table.Column<string>(type: "TEXT", nullable: true),
                    Reason = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Delivery", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Delivery_Post_PostId",
                        column: x => x.PostId,
                        principalTable: "Post",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "Peek",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    PostId = table.Column<long>(type: "INTEGER", nullable: false),
                    PersonId = table.Column<long>(type: "INTEGER", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Peek", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Peek_Post_PostId",
                        column: x => x.PostId,
                        principalTable: "Post",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "Report",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    PersonId = table.Column<long>(type: "INTEGER", nullable: false),
                    PostId = table.Column<long>(type: "INTEGER", nullable: false),
                    QuestionId = table.Column<string>(type: "TEXT", nullable: false),
                    Revision = table.Column<string>(type: "TEXT", nullable: false),
                    Reason = table.Column<string>(type: "TEXT", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Report", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Report_Post_PostId",
                        column: x => x.PostId,
                        principalTable: "Post",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Attempt_ChatId_IsRanked_LocalDate_PersonId_HalfPoints_Topic",
                table: "Attempt",
                columns: new[] { "ChatId", "IsRanked", "LocalDate", "PersonId", "HalfPoints", "Topic" });

            migrationBuilder.CreateIndex(
                name: "IX_Attempt_IdentityId",
                table: "Attempt",
                column: "IdentityId");

            migrationBuilder.CreateIndex(
                name: "IX_Attempt_PersonId_LocalDate",
                table: "Attempt",
                columns: new[] { "PersonId", "LocalDate" });

            migrationBuilder.CreateIndex(
                name: "IX_Attempt_PersonId_PostId_Number",
                table: "Attempt",
                columns: new[] { "PersonId", "PostId", "Number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Attempt_PostId",
                table: "Attempt",
                column: "PostId");

            migrationBuilder.CreateIndex(
                name: "IX_Chat_NextDueAt",
                table: "Chat",
                column: "NextDueAt");

            migrationBuilder.CreateIndex(
                name: "IX_Chat_Platform_Key_Thread",
                table: "Chat",
                columns: new[] { "Platform", "Key", "Thread" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Delivery_ChatId_MessageId",
                table: "Delivery",
                columns: new[] { "ChatId", "MessageId" });

            migrationBuilder.CreateIndex(
                name: "IX_Delivery_Platform_State_NotBefore",
                table: "Delivery",
                columns: new[] { "Platform", "State", "NotBefore" });

            migrationBuilder.CreateIndex(
                name: "IX_Delivery_PostId_Kind",
                table: "Delivery",
                columns: new[] { "PostId", "Kind" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Delivery_SendKey",
                table: "Delivery",
                column: "SendKey",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_HandledUpdate_At",
                table: "HandledUpdate",
                column: "At");

            migrationBuilder.CreateIndex(
                name: "IX_Identity_PersonId",
                table: "Identity",
                column: "PersonId");

            migrationBuilder.CreateIndex(
                name: "IX_Identity_Platform_User",
                table: "Identity",
                columns: new[] { "Platform", "User" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Peek_PersonId_PostId_Kind",
                table: "Peek",
                columns: new[] { "PersonId", "PostId", "Kind" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Peek_PostId",
                table: "Peek",
                column: "PostId");

            migrationBuilder.CreateIndex(
                name: "IX_Post_ChatId_AskedByUpdate",
                table: "Post",
                columns: new[] { "ChatId", "AskedByUpdate" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Post_ChatId_LocalDate_Slot",
                table: "Post",
                columns: new[] { "ChatId", "LocalDate", "Slot" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Post_ClosedAt_ClosesAt",
                table: "Post",
                columns: new[] { "ClosedAt", "ClosesAt" });

            migrationBuilder.CreateIndex(
                name: "IX_Post_CopyId",
                table: "Post",
                column: "CopyId");

            migrationBuilder.CreateIndex(
                name: "IX_QuestionCopy_QuestionId_Language_Revision",
                table: "QuestionCopy",
                columns: new[] { "QuestionId", "Language", "Revision" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Report_PersonId_PostId",
                table: "Report",
                columns: new[] { "PersonId", "PostId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Report_PostId",
                table: "Report",
                column: "PostId");

            migrationBuilder.CreateIndex(
                name: "IX_RoomEntry_Room_Id",
                table: "RoomEntry",
                columns: new[] { "Room", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_RoomEntry_Room_SendKey",
                table: "RoomEntry",
                columns: new[] { "Room", "SendKey" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "Attempt");

            migrationBuilder.DropTable(
                name: "Delivery");

            migrationBuilder.DropTable(
                name: "HandledUpdate");

            migrationBuilder.DropTable(
                name: "Peek");

            migrationBuilder.DropTable(
                name: "Report");

            migrationBuilder.DropTable(
                name: "RoomEntry");

            migrationBuilder.DropTable(
                name: "Identity");

            migrationBuilder.DropTable(
                name: "Post");

            migrationBuilder.DropTable(
                name: "Person");

            migrationBuilder.DropTable(
                name: "Chat");

            migrationBuilder.DropTable(
                name: "QuestionCopy");
        }
    }
}
