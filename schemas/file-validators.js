/* Generated from the JSON Schemas in this folder by `npm run generate`. Do not edit. */

const access = validate10;
const schema11 = {"$schema":"http://json-schema.org/draft-07/schema#","$id":"access.schema.json","title":"AccessFile","type":"object","additionalProperties":false,"required":["version","entries"],"properties":{"version":{"const":1,"type":"integer"},"entries":{"type":"array","maxItems":1000,"items":{"title":"AccessEntry","type":"object","additionalProperties":false,"required":["name","role","kind","hash","createdAtMs","untilMs"],"properties":{"name":{"type":"string","pattern":"^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$"},"role":{"type":"string","enum":["viewer","operator"]},"kind":{"type":"string","enum":["token","certificate"]},"hash":{"type":"string","pattern":"^[A-Za-z0-9_-]{43}$"},"createdAtMs":{"$ref":"defs.schema.json#/definitions/unixMs"},"untilMs":{"$ref":"defs.schema.json#/definitions/unixMs"}}}}}};
const schema13 = {"type":"integer","minimum":0,"maximum":9007199254740991};
const pattern0 = new RegExp("^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$", "u");
const pattern1 = new RegExp("^[A-Za-z0-9_-]{43}$", "u");

function validate10(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="access.schema.json" */;
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.version === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "version"},message:"must have required property '"+"version"+"'",schema:schema11.required,parentSchema:schema11,data};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(data.entries === undefined){
const err1 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "entries"},message:"must have required property '"+"entries"+"'",schema:schema11.required,parentSchema:schema11,data};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
for(const key0 in data){
if(!((key0 === "version") || (key0 === "entries"))){
const err2 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties",schema:false,parentSchema:schema11,data};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
}
if(data.version !== undefined){
let data0 = data.version;
if(!(((typeof data0 == "number") && (!(data0 % 1) && !isNaN(data0))) && (isFinite(data0)))){
const err3 = {instancePath:instancePath+"/version",schemaPath:"#/properties/version/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema11.properties.version.type,parentSchema:schema11.properties.version,data:data0};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
if(1 !== data0){
const err4 = {instancePath:instancePath+"/version",schemaPath:"#/properties/version/const",keyword:"const",params:{allowedValue: 1},message:"must be equal to constant",schema:1,parentSchema:schema11.properties.version,data:data0};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
}
if(data.entries !== undefined){
let data1 = data.entries;
if(Array.isArray(data1)){
if(data1.length > 1000){
const err5 = {instancePath:instancePath+"/entries",schemaPath:"#/properties/entries/maxItems",keyword:"maxItems",params:{limit: 1000},message:"must NOT have more than 1000 items",schema:1000,parentSchema:schema11.properties.entries,data:data1};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
const len0 = data1.length;
for(let i0=0; i0<len0; i0++){
let data2 = data1[i0];
if(data2 && typeof data2 == "object" && !Array.isArray(data2)){
if(data2.name === undefined){
const err6 = {instancePath:instancePath+"/entries/" + i0,schemaPath:"#/properties/entries/items/required",keyword:"required",params:{missingProperty: "name"},message:"must have required property '"+"name"+"'",schema:schema11.properties.entries.items.required,parentSchema:schema11.properties.entries.items,data:data2};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
if(data2.role === undefined){
const err7 = {instancePath:instancePath+"/entries/" + i0,schemaPath:"#/properties/entries/items/required",keyword:"required",params:{missingProperty: "role"},message:"must have required property '"+"role"+"'",schema:schema11.properties.entries.items.required,parentSchema:schema11.properties.entries.items,data:data2};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
if(data2.kind === undefined){
const err8 = {instancePath:instancePath+"/entries/" + i0,schemaPath:"#/properties/entries/items/required",keyword:"required",params:{missingProperty: "kind"},message:"must have required property '"+"kind"+"'",schema:schema11.properties.entries.items.required,parentSchema:schema11.properties.entries.items,data:data2};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
if(data2.hash === undefined){
const err9 = {instancePath:instancePath+"/entries/" + i0,schemaPath:"#/properties/entries/items/required",keyword:"required",params:{missingProperty: "hash"},message:"must have required property '"+"hash"+"'",schema:schema11.properties.entries.items.required,parentSchema:schema11.properties.entries.items,data:data2};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
if(data2.createdAtMs === undefined){
const err10 = {instancePath:instancePath+"/entries/" + i0,schemaPath:"#/properties/entries/items/required",keyword:"required",params:{missingProperty: "createdAtMs"},message:"must have required property '"+"createdAtMs"+"'",schema:schema11.properties.entries.items.required,parentSchema:schema11.properties.entries.items,data:data2};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
if(data2.untilMs === undefined){
const err11 = {instancePath:instancePath+"/entries/" + i0,schemaPath:"#/properties/entries/items/required",keyword:"required",params:{missingProperty: "untilMs"},message:"must have required property '"+"untilMs"+"'",schema:schema11.properties.entries.items.required,parentSchema:schema11.properties.entries.items,data:data2};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
for(const key1 in data2){
if(!((((((key1 === "name") || (key1 === "role")) || (key1 === "kind")) || (key1 === "hash")) || (key1 === "createdAtMs")) || (key1 === "untilMs"))){
const err12 = {instancePath:instancePath+"/entries/" + i0,schemaPath:"#/properties/entries/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key1},message:"must NOT have additional properties",schema:false,parentSchema:schema11.properties.entries.items,data:data2};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
}
if(data2.name !== undefined){
let data3 = data2.name;
if(typeof data3 === "string"){
if(!pattern0.test(data3)){
const err13 = {instancePath:instancePath+"/entries/" + i0+"/name",schemaPath:"#/properties/entries/items/properties/name/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$"},message:"must match pattern \""+"^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$"+"\"",schema:"^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$",parentSchema:schema11.properties.entries.items.properties.name,data:data3};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
}
else {
const err14 = {instancePath:instancePath+"/entries/" + i0+"/name",schemaPath:"#/properties/entries/items/properties/name/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema11.properties.entries.items.properties.name.type,parentSchema:schema11.properties.entries.items.properties.name,data:data3};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
}
if(data2.role !== undefined){
let data4 = data2.role;
if(typeof data4 !== "string"){
const err15 = {instancePath:instancePath+"/entries/" + i0+"/role",schemaPath:"#/properties/entries/items/properties/role/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema11.properties.entries.items.properties.role.type,parentSchema:schema11.properties.entries.items.properties.role,data:data4};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
if(!((data4 === "viewer") || (data4 === "operator"))){
const err16 = {instancePath:instancePath+"/entries/" + i0+"/role",schemaPath:"#/properties/entries/items/properties/role/enum",keyword:"enum",params:{allowedValues: schema11.properties.entries.items.properties.role.enum},message:"must be equal to one of the allowed values",schema:schema11.properties.entries.items.properties.role.enum,parentSchema:schema11.properties.entries.items.properties.role,data:data4};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
}
if(data2.kind !== undefined){
let data5 = data2.kind;
if(typeof data5 !== "string"){
const err17 = {instancePath:instancePath+"/entries/" + i0+"/kind",schemaPath:"#/properties/entries/items/properties/kind/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema11.properties.entries.items.properties.kind.type,parentSchema:schema11.properties.entries.items.properties.kind,data:data5};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
if(!((data5 === "token") || (data5 === "certificate"))){
const err18 = {instancePath:instancePath+"/entries/" + i0+"/kind",schemaPath:"#/properties/entries/items/properties/kind/enum",keyword:"enum",params:{allowedValues: schema11.properties.entries.items.properties.kind.enum},message:"must be equal to one of the allowed values",schema:schema11.properties.entries.items.properties.kind.enum,parentSchema:schema11.properties.entries.items.properties.kind,data:data5};
if(vErrors === null){
vErrors = [err18];
}
else {
vErrors.push(err18);
}
errors++;
}
}
if(data2.hash !== undefined){
let data6 = data2.hash;
if(typeof data6 === "string"){
if(!pattern1.test(data6)){
const err19 = {instancePath:instancePath+"/entries/" + i0+"/hash",schemaPath:"#/properties/entries/items/properties/hash/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9_-]{43}$"},message:"must match pattern \""+"^[A-Za-z0-9_-]{43}$"+"\"",schema:"^[A-Za-z0-9_-]{43}$",parentSchema:schema11.properties.entries.items.properties.hash,data:data6};
if(vErrors === null){
vErrors = [err19];
}
else {
vErrors.push(err19);
}
errors++;
}
}
else {
const err20 = {instancePath:instancePath+"/entries/" + i0+"/hash",schemaPath:"#/properties/entries/items/properties/hash/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema11.properties.entries.items.properties.hash.type,parentSchema:schema11.properties.entries.items.properties.hash,data:data6};
if(vErrors === null){
vErrors = [err20];
}
else {
vErrors.push(err20);
}
errors++;
}
}
if(data2.createdAtMs !== undefined){
let data7 = data2.createdAtMs;
if(!(((typeof data7 == "number") && (!(data7 % 1) && !isNaN(data7))) && (isFinite(data7)))){
const err21 = {instancePath:instancePath+"/entries/" + i0+"/createdAtMs",schemaPath:"defs.schema.json#/definitions/unixMs/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema13.type,parentSchema:schema13,data:data7};
if(vErrors === null){
vErrors = [err21];
}
else {
vErrors.push(err21);
}
errors++;
}
if((typeof data7 == "number") && (isFinite(data7))){
if(data7 > 9007199254740991 || isNaN(data7)){
const err22 = {instancePath:instancePath+"/entries/" + i0+"/createdAtMs",schemaPath:"defs.schema.json#/definitions/unixMs/maximum",keyword:"maximum",params:{comparison: "<=", limit: 9007199254740991},message:"must be <= 9007199254740991",schema:9007199254740991,parentSchema:schema13,data:data7};
if(vErrors === null){
vErrors = [err22];
}
else {
vErrors.push(err22);
}
errors++;
}
if(data7 < 0 || isNaN(data7)){
const err23 = {instancePath:instancePath+"/entries/" + i0+"/createdAtMs",schemaPath:"defs.schema.json#/definitions/unixMs/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0",schema:0,parentSchema:schema13,data:data7};
if(vErrors === null){
vErrors = [err23];
}
else {
vErrors.push(err23);
}
errors++;
}
}
}
if(data2.untilMs !== undefined){
let data8 = data2.untilMs;
if(!(((typeof data8 == "number") && (!(data8 % 1) && !isNaN(data8))) && (isFinite(data8)))){
const err24 = {instancePath:instancePath+"/entries/" + i0+"/untilMs",schemaPath:"defs.schema.json#/definitions/unixMs/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema13.type,parentSchema:schema13,data:data8};
if(vErrors === null){
vErrors = [err24];
}
else {
vErrors.push(err24);
}
errors++;
}
if((typeof data8 == "number") && (isFinite(data8))){
if(data8 > 9007199254740991 || isNaN(data8)){
const err25 = {instancePath:instancePath+"/entries/" + i0+"/untilMs",schemaPath:"defs.schema.json#/definitions/unixMs/maximum",keyword:"maximum",params:{comparison: "<=", limit: 9007199254740991},message:"must be <= 9007199254740991",schema:9007199254740991,parentSchema:schema13,data:data8};
if(vErrors === null){
vErrors = [err25];
}
else {
vErrors.push(err25);
}
errors++;
}
if(data8 < 0 || isNaN(data8)){
const err26 = {instancePath:instancePath+"/entries/" + i0+"/untilMs",schemaPath:"defs.schema.json#/definitions/unixMs/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0",schema:0,parentSchema:schema13,data:data8};
if(vErrors === null){
vErrors = [err26];
}
else {
vErrors.push(err26);
}
errors++;
}
}
}
}
else {
const err27 = {instancePath:instancePath+"/entries/" + i0,schemaPath:"#/properties/entries/items/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema11.properties.entries.items.type,parentSchema:schema11.properties.entries.items,data:data2};
if(vErrors === null){
vErrors = [err27];
}
else {
vErrors.push(err27);
}
errors++;
}
}
}
else {
const err28 = {instancePath:instancePath+"/entries",schemaPath:"#/properties/entries/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema11.properties.entries.type,parentSchema:schema11.properties.entries,data:data1};
if(vErrors === null){
vErrors = [err28];
}
else {
vErrors.push(err28);
}
errors++;
}
}
}
else {
const err29 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema11.type,parentSchema:schema11,data};
if(vErrors === null){
vErrors = [err29];
}
else {
vErrors.push(err29);
}
errors++;
}
validate10.errors = vErrors;
return errors === 0;
}

const anchors = validate12;
const schema15 = {"$schema":"http://json-schema.org/draft-07/schema#","$id":"anchors.schema.json","title":"Anchors","type":"object","additionalProperties":false,"required":["deployment","utility","aggregators"],"properties":{"deployment":{"$ref":"defs.schema.json#/definitions/deployment"},"utility":{"title":"UtilityAnchor","type":"object","additionalProperties":false,"required":["identity","agreement"],"properties":{"identity":{"allOf":[{"$ref":"defs.schema.json#/definitions/bytes32"}]},"agreement":{"allOf":[{"$ref":"defs.schema.json#/definitions/bytes32"}]},"totals":{"allOf":[{"$ref":"defs.schema.json#/definitions/hpkePublicKey"}]}}},"aggregators":{"type":"array","items":{"title":"AggregatorAnchor","type":"object","additionalProperties":false,"required":["index","operator","identities","agreement"],"properties":{"index":{"$ref":"defs.schema.json#/definitions/aggregatorIndex"},"operator":{"$ref":"defs.schema.json#/definitions/operatorId"},"identities":{"type":"array","items":{"$ref":"defs.schema.json#/definitions/bytes32"},"minItems":1,"maxItems":2},"agreement":{"allOf":[{"$ref":"defs.schema.json#/definitions/bytes32"}]}}},"minItems":2,"maxItems":16}}};
const schema16 = {"type":"string","pattern":"^[a-z0-9][a-z0-9-]{0,62}$"};
const schema17 = {"type":"string","pattern":"^[A-Za-z0-9_-]{43}$"};
const schema19 = {"type":"string","pattern":"^([A-Za-z0-9_-]{1622}|[A-Za-z0-9_-]{43})$"};
const schema20 = {"type":"integer","minimum":1,"maximum":16};
const schema21 = {"type":"string","pattern":"^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$"};
const pattern2 = new RegExp("^[a-z0-9][a-z0-9-]{0,62}$", "u");
const pattern5 = new RegExp("^([A-Za-z0-9_-]{1622}|[A-Za-z0-9_-]{43})$", "u");

function validate12(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="anchors.schema.json" */;
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.deployment === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "deployment"},message:"must have required property '"+"deployment"+"'",schema:schema15.required,parentSchema:schema15,data};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(data.utility === undefined){
const err1 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "utility"},message:"must have required property '"+"utility"+"'",schema:schema15.required,parentSchema:schema15,data};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
if(data.aggregators === undefined){
const err2 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "aggregators"},message:"must have required property '"+"aggregators"+"'",schema:schema15.required,parentSchema:schema15,data};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
for(const key0 in data){
if(!(((key0 === "deployment") || (key0 === "utility")) || (key0 === "aggregators"))){
const err3 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties",schema:false,parentSchema:schema15,data};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
}
if(data.deployment !== undefined){
let data0 = data.deployment;
if(typeof data0 === "string"){
if(!pattern2.test(data0)){
const err4 = {instancePath:instancePath+"/deployment",schemaPath:"defs.schema.json#/definitions/deployment/pattern",keyword:"pattern",params:{pattern: "^[a-z0-9][a-z0-9-]{0,62}$"},message:"must match pattern \""+"^[a-z0-9][a-z0-9-]{0,62}$"+"\"",schema:"^[a-z0-9][a-z0-9-]{0,62}$",parentSchema:schema16,data:data0};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
}
else {
const err5 = {instancePath:instancePath+"/deployment",schemaPath:"defs.schema.json#/definitions/deployment/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema16.type,parentSchema:schema16,data:data0};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
}
if(data.utility !== undefined){
let data1 = data.utility;
if(data1 && typeof data1 == "object" && !Array.isArray(data1)){
if(data1.identity === undefined){
const err6 = {instancePath:instancePath+"/utility",schemaPath:"#/properties/utility/required",keyword:"required",params:{missingProperty: "identity"},message:"must have required property '"+"identity"+"'",schema:schema15.properties.utility.required,parentSchema:schema15.properties.utility,data:data1};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
if(data1.agreement === undefined){
const err7 = {instancePath:instancePath+"/utility",schemaPath:"#/properties/utility/required",keyword:"required",params:{missingProperty: "agreement"},message:"must have required property '"+"agreement"+"'",schema:schema15.properties.utility.required,parentSchema:schema15.properties.utility,data:data1};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
for(const key1 in data1){
if(!(((key1 === "identity") || (key1 === "agreement")) || (key1 === "totals"))){
const err8 = {instancePath:instancePath+"/utility",schemaPath:"#/properties/utility/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key1},message:"must NOT have additional properties",schema:false,parentSchema:schema15.properties.utility,data:data1};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
}
if(data1.identity !== undefined){
let data2 = data1.identity;
if(typeof data2 === "string"){
if(!pattern1.test(data2)){
const err9 = {instancePath:instancePath+"/utility/identity",schemaPath:"defs.schema.json#/definitions/bytes32/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9_-]{43}$"},message:"must match pattern \""+"^[A-Za-z0-9_-]{43}$"+"\"",schema:"^[A-Za-z0-9_-]{43}$",parentSchema:schema17,data:data2};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
}
else {
const err10 = {instancePath:instancePath+"/utility/identity",schemaPath:"defs.schema.json#/definitions/bytes32/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema17.type,parentSchema:schema17,data:data2};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
}
if(data1.agreement !== undefined){
let data3 = data1.agreement;
if(typeof data3 === "string"){
if(!pattern1.test(data3)){
const err11 = {instancePath:instancePath+"/utility/agreement",schemaPath:"defs.schema.json#/definitions/bytes32/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9_-]{43}$"},message:"must match pattern \""+"^[A-Za-z0-9_-]{43}$"+"\"",schema:"^[A-Za-z0-9_-]{43}$",parentSchema:schema17,data:data3};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
}
else {
const err12 = {instancePath:instancePath+"/utility/agreement",schemaPath:"defs.schema.json#/definitions/bytes32/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema17.type,parentSchema:schema17,data:data3};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
}
if(data1.totals !== undefined){
let data4 = data1.totals;
if(typeof data4 === "string"){
if(!pattern5.test(data4)){
const err13 = {instancePath:instancePath+"/utility/totals",schemaPath:"defs.schema.json#/definitions/hpkePublicKey/pattern",keyword:"pattern",params:{pattern: "^([A-Za-z0-9_-]{1622}|[A-Za-z0-9_-]{43})$"},message:"must match pattern \""+"^([A-Za-z0-9_-]{1622}|[A-Za-z0-9_-]{43})$"+"\"",schema:"^([A-Za-z0-9_-]{1622}|[A-Za-z0-9_-]{43})$",parentSchema:schema19,data:data4};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
}
else {
const err14 = {instancePath:instancePath+"/utility/totals",schemaPath:"defs.schema.json#/definitions/hpkePublicKey/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema19.type,parentSchema:schema19,data:data4};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
}
}
else {
const err15 = {instancePath:instancePath+"/utility",schemaPath:"#/properties/utility/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema15.properties.utility.type,parentSchema:schema15.properties.utility,data:data1};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
}
if(data.aggregators !== undefined){
let data5 = data.aggregators;
if(Array.isArray(data5)){
if(data5.length > 16){
const err16 = {instancePath:instancePath+"/aggregators",schemaPath:"#/properties/aggregators/maxItems",keyword:"maxItems",params:{limit: 16},message:"must NOT have more than 16 items",schema:16,parentSchema:schema15.properties.aggregators,data:data5};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
if(data5.length < 2){
const err17 = {instancePath:instancePath+"/aggregators",schemaPath:"#/properties/aggregators/minItems",keyword:"minItems",params:{limit: 2},message:"must NOT have fewer than 2 items",schema:2,parentSchema:schema15.properties.aggregators,data:data5};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
const len0 = data5.length;
for(let i0=0; i0<len0; i0++){
let data6 = data5[i0];
if(data6 && typeof data6 == "object" && !Array.isArray(data6)){
if(data6.index === undefined){
const err18 = {instancePath:instancePath+"/aggregators/" + i0,schemaPath:"#/properties/aggregators/items/required",keyword:"required",params:{missingProperty: "index"},message:"must have required property '"+"index"+"'",schema:schema15.properties.aggregators.items.required,parentSchema:schema15.properties.aggregators.items,data:data6};
if(vErrors === null){
vErrors = [err18];
}
else {
vErrors.push(err18);
}
errors++;
}
if(data6.operator === undefined){
const err19 = {instancePath:instancePath+"/aggregators/" + i0,schemaPath:"#/properties/aggregators/items/required",keyword:"required",params:{missingProperty: "operator"},message:"must have required property '"+"operator"+"'",schema:schema15.properties.aggregators.items.required,parentSchema:schema15.properties.aggregators.items,data:data6};
if(vErrors === null){
vErrors = [err19];
}
else {
vErrors.push(err19);
}
errors++;
}
if(data6.identities === undefined){
const err20 = {instancePath:instancePath+"/aggregators/" + i0,schemaPath:"#/properties/aggregators/items/required",keyword:"required",params:{missingProperty: "identities"},message:"must have required property '"+"identities"+"'",schema:schema15.properties.aggregators.items.required,parentSchema:schema15.properties.aggregators.items,data:data6};
if(vErrors === null){
vErrors = [err20];
}
else {
vErrors.push(err20);
}
errors++;
}
if(data6.agreement === undefined){
const err21 = {instancePath:instancePath+"/aggregators/" + i0,schemaPath:"#/properties/aggregators/items/required",keyword:"required",params:{missingProperty: "agreement"},message:"must have required property '"+"agreement"+"'",schema:schema15.properties.aggregators.items.required,parentSchema:schema15.properties.aggregators.items,data:data6};
if(vErrors === null){
vErrors = [err21];
}
else {
vErrors.push(err21);
}
errors++;
}
for(const key2 in data6){
if(!((((key2 === "index") || (key2 === "operator")) || (key2 === "identities")) || (key2 === "agreement"))){
const err22 = {instancePath:instancePath+"/aggregators/" + i0,schemaPath:"#/properties/aggregators/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key2},message:"must NOT have additional properties",schema:false,parentSchema:schema15.properties.aggregators.items,data:data6};
if(vErrors === null){
vErrors = [err22];
}
else {
vErrors.push(err22);
}
errors++;
}
}
if(data6.index !== undefined){
let data7 = data6.index;
if(!(((typeof data7 == "number") && (!(data7 % 1) && !isNaN(data7))) && (isFinite(data7)))){
const err23 = {instancePath:instancePath+"/aggregators/" + i0+"/index",schemaPath:"defs.schema.json#/definitions/aggregatorIndex/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema20.type,parentSchema:schema20,data:data7};
if(vErrors === null){
vErrors = [err23];
}
else {
vErrors.push(err23);
}
errors++;
}
if((typeof data7 == "number") && (isFinite(data7))){
if(data7 > 16 || isNaN(data7)){
const err24 = {instancePath:instancePath+"/aggregators/" + i0+"/index",schemaPath:"defs.schema.json#/definitions/aggregatorIndex/maximum",keyword:"maximum",params:{comparison: "<=", limit: 16},message:"must be <= 16",schema:16,parentSchema:schema20,data:data7};
if(vErrors === null){
vErrors = [err24];
}
else {
vErrors.push(err24);
}
errors++;
}
if(data7 < 1 || isNaN(data7)){
const err25 = {instancePath:instancePath+"/aggregators/" + i0+"/index",schemaPath:"defs.schema.json#/definitions/aggregatorIndex/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1",schema:1,parentSchema:schema20,data:data7};
if(vErrors === null){
vErrors = [err25];
}
else {
vErrors.push(err25);
}
errors++;
}
}
}
if(data6.operator !== undefined){
let data8 = data6.operator;
if(typeof data8 === "string"){
if(!pattern0.test(data8)){
const err26 = {instancePath:instancePath+"/aggregators/" + i0+"/operator",schemaPath:"defs.schema.json#/definitions/operatorId/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$"},message:"must match pattern \""+"^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$"+"\"",schema:"^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$",parentSchema:schema21,data:data8};
if(vErrors === null){
vErrors = [err26];
}
else {
vErrors.push(err26);
}
errors++;
}
}
else {
const err27 = {instancePath:instancePath+"/aggregators/" + i0+"/operator",schemaPath:"defs.schema.json#/definitions/operatorId/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema21.type,parentSchema:schema21,data:data8};
if(vErrors === null){
vErrors = [err27];
}
else {
vErrors.push(err27);
}
errors++;
}
}
if(data6.identities !== undefined){
let data9 = data6.identities;
if(Array.isArray(data9)){
if(data9.length > 2){
const err28 = {instancePath:instancePath+"/aggregators/" + i0+"/identities",schemaPath:"#/properties/aggregators/items/properties/identities/maxItems",keyword:"maxItems",params:{limit: 2},message:"must NOT have more than 2 items",schema:2,parentSchema:schema15.properties.aggregators.items.properties.identities,data:data9};
if(vErrors === null){
vErrors = [err28];
}
else {
vErrors.push(err28);
}
errors++;
}
if(data9.length < 1){
const err29 = {instancePath:instancePath+"/aggregators/" + i0+"/identities",schemaPath:"#/properties/aggregators/items/properties/identities/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items",schema:1,parentSchema:schema15.properties.aggregators.items.properties.identities,data:data9};
if(vErrors === null){
vErrors = [err29];
}
else {
vErrors.push(err29);
}
errors++;
}
const len1 = data9.length;
for(let i1=0; i1<len1; i1++){
let data10 = data9[i1];
if(typeof data10 === "string"){
if(!pattern1.test(data10)){
const err30 = {instancePath:instancePath+"/aggregators/" + i0+"/identities/" + i1,schemaPath:"defs.schema.json#/definitions/bytes32/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9_-]{43}$"},message:"must match pattern \""+"^[A-Za-z0-9_-]{43}$"+"\"",schema:"^[A-Za-z0-9_-]{43}$",parentSchema:schema17,data:data10};
if(vErrors === null){
vErrors = [err30];
}
else {
vErrors.push(err30);
}
errors++;
}
}
else {
const err31 = {instancePath:instancePath+"/aggregators/" + i0+"/identities/" + i1,schemaPath:"defs.schema.json#/definitions/bytes32/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema17.type,parentSchema:schema17,data:data10};
if(vErrors === null){
vErrors = [err31];
}
else {
vErrors.push(err31);
}
errors++;
}
}
}
else {
const err32 = {instancePath:instancePath+"/aggregators/" + i0+"/identities",schemaPath:"#/properties/aggregators/items/properties/identities/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema15.properties.aggregators.items.properties.identities.type,parentSchema:schema15.properties.aggregators.items.properties.identities,data:data9};
if(vErrors === null){
vErrors = [err32];
}
else {
vErrors.push(err32);
}
errors++;
}
}
if(data6.agreement !== undefined){
let data11 = data6.agreement;
if(typeof data11 === "string"){
if(!pattern1.test(data11)){
const err33 = {instancePath:instancePath+"/aggregators/" + i0+"/agreement",schemaPath:"defs.schema.json#/definitions/bytes32/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9_-]{43}$"},message:"must match pattern \""+"^[A-Za-z0-9_-]{43}$"+"\"",schema:"^[A-Za-z0-9_-]{43}$",parentSchema:schema17,data:data11};
if(vErrors === null){
vErrors = [err33];
}
else {
vErrors.push(err33);
}
errors++;
}
}
else {
const err34 = {instancePath:instancePath+"/aggregators/" + i0+"/agreement",schemaPath:"defs.schema.json#/definitions/bytes32/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema17.type,parentSchema:schema17,data:data11};
if(vErrors === null){
vErrors = [err34];
}
else {
vErrors.push(err34);
}
errors++;
}
}
}
else {
const err35 = {instancePath:instancePath+"/aggregators/" + i0,schemaPath:"#/properties/aggregators/items/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema15.properties.aggregators.items.type,parentSchema:schema15.properties.aggregators.items,data:data6};
if(vErrors === null){
vErrors = [err35];
}
else {
vErrors.push(err35);
}
errors++;
}
}
}
else {
const err36 = {instancePath:instancePath+"/aggregators",schemaPath:"#/properties/aggregators/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema15.properties.aggregators.type,parentSchema:schema15.properties.aggregators,data:data5};
if(vErrors === null){
vErrors = [err36];
}
else {
vErrors.push(err36);
}
errors++;
}
}
}
else {
const err37 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema15.type,parentSchema:schema15,data};
if(vErrors === null){
vErrors = [err37];
}
else {
vErrors.push(err37);
}
errors++;
}
validate12.errors = vErrors;
return errors === 0;
}

const approved_meters = validate13;
const schema24 = {"$schema":"http://json-schema.org/draft-07/schema#","$id":"approved-meters.schema.json","title":"ApprovedMeters","type":"object","additionalProperties":false,"required":["meters"],"properties":{"meters":{"type":"array","items":{"title":"ApprovedMeter","type":"object","additionalProperties":false,"required":["area","meter"],"properties":{"area":{"$ref":"defs.schema.json#/definitions/areaId"},"from":{"allOf":[{"$ref":"defs.schema.json#/definitions/interval"}]},"until":{"allOf":[{"$ref":"defs.schema.json#/definitions/interval"}]},"premises":{"type":"string","minLength":1,"maxLength":128},"meter":{"$ref":"defs.schema.json#/definitions/rosterMeter"}}},"minItems":0,"maxItems":1000000}}};
const schema25 = {"type":"string","pattern":"^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$"};
const schema26 = {"type":"integer","minimum":0,"maximum":4294967295};
const func2 = function ucs2length(str) {
    const len = str.length;
    let length = 0;
    let pos = 0;
    let value;
    while (pos < len) {
        length++;
        value = str.charCodeAt(pos++);
        if (value >= 0xd800 && value <= 0xdbff && pos < len) {
            // high surrogate, and there is a next character
            value = str.charCodeAt(pos);
            if ((value & 0xfc00) === 0xdc00)
                pos++; // low surrogate
        }
    }
    return length;
};
const schema28 = {"title":"RosterMeter","type":"object","additionalProperties":false,"required":["id","keyEpoch","registers","identity","agreement"],"properties":{"id":{"$ref":"defs.schema.json#/definitions/meterId"},"keyEpoch":{"$ref":"defs.schema.json#/definitions/epoch"},"registers":{"type":"array","items":{"$ref":"defs.schema.json#/definitions/register"},"minItems":1,"maxItems":16},"identity":{"allOf":[{"$ref":"defs.schema.json#/definitions/bytes32"}]},"agreement":{"allOf":[{"$ref":"defs.schema.json#/definitions/bytes32"}]}}};
const schema29 = {"type":"string","pattern":"^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$"};
const schema30 = {"type":"integer","minimum":1,"maximum":9007199254740991};
const schema31 = {"type":"string","pattern":"^[0-9]{1,3}-[0-9]{1,3}:[0-9]{1,3}\\.[0-9]{1,3}\\.[0-9]{1,3}$"};
const pattern11 = new RegExp("^[0-9]{1,3}-[0-9]{1,3}:[0-9]{1,3}\\.[0-9]{1,3}\\.[0-9]{1,3}$", "u");

function validate14(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.id === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "id"},message:"must have required property '"+"id"+"'",schema:schema28.required,parentSchema:schema28,data};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(data.keyEpoch === undefined){
const err1 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "keyEpoch"},message:"must have required property '"+"keyEpoch"+"'",schema:schema28.required,parentSchema:schema28,data};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
if(data.registers === undefined){
const err2 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "registers"},message:"must have required property '"+"registers"+"'",schema:schema28.required,parentSchema:schema28,data};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
if(data.identity === undefined){
const err3 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "identity"},message:"must have required property '"+"identity"+"'",schema:schema28.required,parentSchema:schema28,data};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
if(data.agreement === undefined){
const err4 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "agreement"},message:"must have required property '"+"agreement"+"'",schema:schema28.required,parentSchema:schema28,data};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
for(const key0 in data){
if(!(((((key0 === "id") || (key0 === "keyEpoch")) || (key0 === "registers")) || (key0 === "identity")) || (key0 === "agreement"))){
const err5 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties",schema:false,parentSchema:schema28,data};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
}
if(data.id !== undefined){
let data0 = data.id;
if(typeof data0 === "string"){
if(!pattern0.test(data0)){
const err6 = {instancePath:instancePath+"/id",schemaPath:"defs.schema.json#/definitions/meterId/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$"},message:"must match pattern \""+"^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$"+"\"",schema:"^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$",parentSchema:schema29,data:data0};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
}
else {
const err7 = {instancePath:instancePath+"/id",schemaPath:"defs.schema.json#/definitions/meterId/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema29.type,parentSchema:schema29,data:data0};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
}
if(data.keyEpoch !== undefined){
let data1 = data.keyEpoch;
if(!(((typeof data1 == "number") && (!(data1 % 1) && !isNaN(data1))) && (isFinite(data1)))){
const err8 = {instancePath:instancePath+"/keyEpoch",schemaPath:"defs.schema.json#/definitions/epoch/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema30.type,parentSchema:schema30,data:data1};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
if((typeof data1 == "number") && (isFinite(data1))){
if(data1 > 9007199254740991 || isNaN(data1)){
const err9 = {instancePath:instancePath+"/keyEpoch",schemaPath:"defs.schema.json#/definitions/epoch/maximum",keyword:"maximum",params:{comparison: "<=", limit: 9007199254740991},message:"must be <= 9007199254740991",schema:9007199254740991,parentSchema:schema30,data:data1};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
if(data1 < 1 || isNaN(data1)){
const err10 = {instancePath:instancePath+"/keyEpoch",schemaPath:"defs.schema.json#/definitions/epoch/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1",schema:1,parentSchema:schema30,data:data1};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
}
}
if(data.registers !== undefined){
let data2 = data.registers;
if(Array.isArray(data2)){
if(data2.length > 16){
const err11 = {instancePath:instancePath+"/registers",schemaPath:"#/properties/registers/maxItems",keyword:"maxItems",params:{limit: 16},message:"must NOT have more than 16 items",schema:16,parentSchema:schema28.properties.registers,data:data2};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
if(data2.length < 1){
const err12 = {instancePath:instancePath+"/registers",schemaPath:"#/properties/registers/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items",schema:1,parentSchema:schema28.properties.registers,data:data2};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
const len0 = data2.length;
for(let i0=0; i0<len0; i0++){
let data3 = data2[i0];
if(typeof data3 === "string"){
if(!pattern11.test(data3)){
const err13 = {instancePath:instancePath+"/registers/" + i0,schemaPath:"defs.schema.json#/definitions/register/pattern",keyword:"pattern",params:{pattern: "^[0-9]{1,3}-[0-9]{1,3}:[0-9]{1,3}\\.[0-9]{1,3}\\.[0-9]{1,3}$"},message:"must match pattern \""+"^[0-9]{1,3}-[0-9]{1,3}:[0-9]{1,3}\\.[0-9]{1,3}\\.[0-9]{1,3}$"+"\"",schema:"^[0-9]{1,3}-[0-9]{1,3}:[0-9]{1,3}\\.[0-9]{1,3}\\.[0-9]{1,3}$",parentSchema:schema31,data:data3};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
}
else {
const err14 = {instancePath:instancePath+"/registers/" + i0,schemaPath:"defs.schema.json#/definitions/register/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema31.type,parentSchema:schema31,data:data3};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
}
}
else {
const err15 = {instancePath:instancePath+"/registers",schemaPath:"#/properties/registers/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema28.properties.registers.type,parentSchema:schema28.properties.registers,data:data2};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
}
if(data.identity !== undefined){
let data4 = data.identity;
if(typeof data4 === "string"){
if(!pattern1.test(data4)){
const err16 = {instancePath:instancePath+"/identity",schemaPath:"defs.schema.json#/definitions/bytes32/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9_-]{43}$"},message:"must match pattern \""+"^[A-Za-z0-9_-]{43}$"+"\"",schema:"^[A-Za-z0-9_-]{43}$",parentSchema:schema17,data:data4};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
}
else {
const err17 = {instancePath:instancePath+"/identity",schemaPath:"defs.schema.json#/definitions/bytes32/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema17.type,parentSchema:schema17,data:data4};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
}
if(data.agreement !== undefined){
let data5 = data.agreement;
if(typeof data5 === "string"){
if(!pattern1.test(data5)){
const err18 = {instancePath:instancePath+"/agreement",schemaPath:"defs.schema.json#/definitions/bytes32/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9_-]{43}$"},message:"must match pattern \""+"^[A-Za-z0-9_-]{43}$"+"\"",schema:"^[A-Za-z0-9_-]{43}$",parentSchema:schema17,data:data5};
if(vErrors === null){
vErrors = [err18];
}
else {
vErrors.push(err18);
}
errors++;
}
}
else {
const err19 = {instancePath:instancePath+"/agreement",schemaPath:"defs.schema.json#/definitions/bytes32/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema17.type,parentSchema:schema17,data:data5};
if(vErrors === null){
vErrors = [err19];
}
else {
vErrors.push(err19);
}
errors++;
}
}
}
else {
const err20 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema28.type,parentSchema:schema28,data};
if(vErrors === null){
vErrors = [err20];
}
else {
vErrors.push(err20);
}
errors++;
}
validate14.errors = vErrors;
return errors === 0;
}


function validate13(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="approved-meters.schema.json" */;
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.meters === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "meters"},message:"must have required property '"+"meters"+"'",schema:schema24.required,parentSchema:schema24,data};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
for(const key0 in data){
if(!(key0 === "meters")){
const err1 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties",schema:false,parentSchema:schema24,data};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
if(data.meters !== undefined){
let data0 = data.meters;
if(Array.isArray(data0)){
if(data0.length > 1000000){
const err2 = {instancePath:instancePath+"/meters",schemaPath:"#/properties/meters/maxItems",keyword:"maxItems",params:{limit: 1000000},message:"must NOT have more than 1000000 items",schema:1000000,parentSchema:schema24.properties.meters,data:data0};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
if(data0.length < 0){
const err3 = {instancePath:instancePath+"/meters",schemaPath:"#/properties/meters/minItems",keyword:"minItems",params:{limit: 0},message:"must NOT have fewer than 0 items",schema:0,parentSchema:schema24.properties.meters,data:data0};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
const len0 = data0.length;
for(let i0=0; i0<len0; i0++){
let data1 = data0[i0];
if(data1 && typeof data1 == "object" && !Array.isArray(data1)){
if(data1.area === undefined){
const err4 = {instancePath:instancePath+"/meters/" + i0,schemaPath:"#/properties/meters/items/required",keyword:"required",params:{missingProperty: "area"},message:"must have required property '"+"area"+"'",schema:schema24.properties.meters.items.required,parentSchema:schema24.properties.meters.items,data:data1};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
if(data1.meter === undefined){
const err5 = {instancePath:instancePath+"/meters/" + i0,schemaPath:"#/properties/meters/items/required",keyword:"required",params:{missingProperty: "meter"},message:"must have required property '"+"meter"+"'",schema:schema24.properties.meters.items.required,parentSchema:schema24.properties.meters.items,data:data1};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
for(const key1 in data1){
if(!(((((key1 === "area") || (key1 === "from")) || (key1 === "until")) || (key1 === "premises")) || (key1 === "meter"))){
const err6 = {instancePath:instancePath+"/meters/" + i0,schemaPath:"#/properties/meters/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key1},message:"must NOT have additional properties",schema:false,parentSchema:schema24.properties.meters.items,data:data1};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
}
if(data1.area !== undefined){
let data2 = data1.area;
if(typeof data2 === "string"){
if(!pattern0.test(data2)){
const err7 = {instancePath:instancePath+"/meters/" + i0+"/area",schemaPath:"defs.schema.json#/definitions/areaId/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$"},message:"must match pattern \""+"^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$"+"\"",schema:"^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$",parentSchema:schema25,data:data2};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
}
else {
const err8 = {instancePath:instancePath+"/meters/" + i0+"/area",schemaPath:"defs.schema.json#/definitions/areaId/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema25.type,parentSchema:schema25,data:data2};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
}
if(data1.from !== undefined){
let data3 = data1.from;
if(!(((typeof data3 == "number") && (!(data3 % 1) && !isNaN(data3))) && (isFinite(data3)))){
const err9 = {instancePath:instancePath+"/meters/" + i0+"/from",schemaPath:"defs.schema.json#/definitions/interval/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema26.type,parentSchema:schema26,data:data3};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
if((typeof data3 == "number") && (isFinite(data3))){
if(data3 > 4294967295 || isNaN(data3)){
const err10 = {instancePath:instancePath+"/meters/" + i0+"/from",schemaPath:"defs.schema.json#/definitions/interval/maximum",keyword:"maximum",params:{comparison: "<=", limit: 4294967295},message:"must be <= 4294967295",schema:4294967295,parentSchema:schema26,data:data3};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
if(data3 < 0 || isNaN(data3)){
const err11 = {instancePath:instancePath+"/meters/" + i0+"/from",schemaPath:"defs.schema.json#/definitions/interval/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0",schema:0,parentSchema:schema26,data:data3};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
}
}
if(data1.until !== undefined){
let data4 = data1.until;
if(!(((typeof data4 == "number") && (!(data4 % 1) && !isNaN(data4))) && (isFinite(data4)))){
const err12 = {instancePath:instancePath+"/meters/" + i0+"/until",schemaPath:"defs.schema.json#/definitions/interval/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema26.type,parentSchema:schema26,data:data4};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
if((typeof data4 == "number") && (isFinite(data4))){
if(data4 > 4294967295 || isNaN(data4)){
const err13 = {instancePath:instancePath+"/meters/" + i0+"/until",schemaPath:"defs.schema.json#/definitions/interval/maximum",keyword:"maximum",params:{comparison: "<=", limit: 4294967295},message:"must be <= 4294967295",schema:4294967295,parentSchema:schema26,data:data4};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
if(data4 < 0 || isNaN(data4)){
const err14 = {instancePath:instancePath+"/meters/" + i0+"/until",schemaPath:"defs.schema.json#/definitions/interval/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0",schema:0,parentSchema:schema26,data:data4};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
}
}
if(data1.premises !== undefined){
let data5 = data1.premises;
if(typeof data5 === "string"){
if(func2(data5) > 128){
const err15 = {instancePath:instancePath+"/meters/" + i0+"/premises",schemaPath:"#/properties/meters/items/properties/premises/maxLength",keyword:"maxLength",params:{limit: 128},message:"must NOT have more than 128 characters",schema:128,parentSchema:schema24.properties.meters.items.properties.premises,data:data5};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
if(func2(data5) < 1){
const err16 = {instancePath:instancePath+"/meters/" + i0+"/premises",schemaPath:"#/properties/meters/items/properties/premises/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema24.properties.meters.items.properties.premises,data:data5};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
}
else {
const err17 = {instancePath:instancePath+"/meters/" + i0+"/premises",schemaPath:"#/properties/meters/items/properties/premises/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema24.properties.meters.items.properties.premises.type,parentSchema:schema24.properties.meters.items.properties.premises,data:data5};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
}
if(data1.meter !== undefined){
if(!(validate14(data1.meter, {instancePath:instancePath+"/meters/" + i0+"/meter",parentData:data1,parentDataProperty:"meter",rootData}))){
vErrors = vErrors === null ? validate14.errors : vErrors.concat(validate14.errors);
errors = vErrors.length;
}
}
}
else {
const err18 = {instancePath:instancePath+"/meters/" + i0,schemaPath:"#/properties/meters/items/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema24.properties.meters.items.type,parentSchema:schema24.properties.meters.items,data:data1};
if(vErrors === null){
vErrors = [err18];
}
else {
vErrors.push(err18);
}
errors++;
}
}
}
else {
const err19 = {instancePath:instancePath+"/meters",schemaPath:"#/properties/meters/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema24.properties.meters.type,parentSchema:schema24.properties.meters,data:data0};
if(vErrors === null){
vErrors = [err19];
}
else {
vErrors.push(err19);
}
errors++;
}
}
}
else {
const err20 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema24.type,parentSchema:schema24,data};
if(vErrors === null){
vErrors = [err20];
}
else {
vErrors.push(err20);
}
errors++;
}
validate13.errors = vErrors;
return errors === 0;
}

const config_aggregator = validate16;
const schema34 = {"$schema":"http://json-schema.org/draft-07/schema#","$id":"config-aggregator.schema.json","title":"AggregatorConfig","type":"object","additionalProperties":false,"required":["role","index","deployment","keys","state","bus","anchors"],"properties":{"role":{"const":"aggregator","type":"string"},"index":{"$ref":"defs.schema.json#/definitions/aggregatorIndex"},"deployment":{"$ref":"defs.schema.json#/definitions/deployment"},"keys":{"type":"string","minLength":1,"maxLength":4096},"state":{"type":"string","minLength":1,"maxLength":4096},"counter":{"type":"string","minLength":1,"maxLength":4096},"backup":{"$ref":"defs.schema.json#/definitions/backupConfig"},"bus":{"$ref":"defs.schema.json#/definitions/busConfig"},"anchors":{"$ref":"anchors.schema.json"},"clock":{"$ref":"defs.schema.json#/definitions/clockConfig","default":{}},"log":{"$ref":"defs.schema.json#/definitions/logConfig","default":{}},"metrics":{"$ref":"defs.schema.json#/definitions/metricsConfig"},"commit":{"$ref":"defs.schema.json#/definitions/commitConfig","default":{}},"floor":{"$ref":"defs.schema.json#/definitions/localFloor","default":{}},"approvedMeters":{"type":"string","minLength":1,"maxLength":4096},"sessionCacheSize":{"type":"integer","minimum":16,"maximum":10000000,"default":65536},"test":{"title":"AggregatorTestHooks","type":"object","additionalProperties":false,"required":[],"properties":{"lieWh":{"type":"integer","minimum":-1000000000,"maximum":1000000000},"unsealed":{"type":"boolean"},"lateCommitMs":{"type":"integer","minimum":1,"maximum":60000}}}}};
const schema37 = {"title":"BackupConfig","type":"object","additionalProperties":false,"required":["folder"],"properties":{"folder":{"type":"string","minLength":1,"maxLength":4096},"keep":{"type":"integer","minimum":1,"maximum":366,"default":14},"maxAgeHours":{"type":"integer","minimum":1,"maximum":8784,"default":48}}};
const schema41 = {"title":"ClockConfig","type":"object","additionalProperties":false,"required":[],"properties":{"source":{"type":"string","enum":["system","replay"],"default":"system"},"offsetMs":{"type":"integer","default":0},"startMs":{"type":"integer","minimum":0,"maximum":9007199254740991},"speed":{"type":"number","exclusiveMinimum":0,"maximum":1000000000,"default":1},"endMs":{"type":"integer","minimum":0,"maximum":9007199254740991}}};
const schema42 = {"title":"LogConfig","type":"object","additionalProperties":false,"required":[],"properties":{"level":{"type":"string","enum":["trace","debug","info","warn","error","silent"],"default":"info"}}};
const schema43 = {"title":"MetricsConfig","type":"object","additionalProperties":false,"required":["listen"],"properties":{"listen":{"type":"string","minLength":3,"maxLength":260,"pattern":"^.+:[0-9]{1,5}$"}}};
const schema44 = {"title":"CommitConfig","type":"object","additionalProperties":false,"required":[],"properties":{"maxMessages":{"type":"integer","minimum":1,"maximum":100000,"default":100},"maxDelayMs":{"type":"integer","minimum":0,"maximum":10000,"default":250}}};
const schema45 = {"title":"LocalFloor","type":"object","additionalProperties":false,"required":[],"properties":{"minThreshold":{"type":"integer","minimum":2,"maximum":16,"default":2},"minMeters":{"type":"integer","minimum":1,"maximum":10000000,"default":5},"minIntervals":{"type":"integer","minimum":1,"maximum":1048576,"default":96},"maxKnown":{"type":"integer","minimum":0,"maximum":1000000,"default":2},"minCrowd":{"type":"integer","minimum":1,"maximum":10000000,"default":5},"trust":{"type":"string","enum":["covert","active"],"default":"covert"},"minPatienceSeconds":{"type":"integer","minimum":0,"maximum":604800},"maxRates":{"type":"integer","minimum":1,"maximum":48},"maxAtoms":{"type":"integer","minimum":1,"maximum":4096},"dynamic":{"type":"boolean"}}};
const func4 = Object.prototype.hasOwnProperty;
const pattern19 = new RegExp("^.+:[0-9]{1,5}$", "u");
const schema38 = {"title":"BusConfig","type":"object","additionalProperties":false,"required":["url"],"properties":{"url":{"type":"string","minLength":1,"maxLength":512,"pattern":"^mqtts?://"},"furtherUrls":{"type":"array","maxItems":15,"uniqueItems":true,"items":{"type":"string","minLength":1,"maxLength":512,"pattern":"^mqtts?://"}},"topicRoot":{"$ref":"#/definitions/topicRoot","default":"grid"},"reconnectMinMs":{"type":"integer","minimum":10,"maximum":600000,"default":1000},"reconnectMaxMs":{"type":"integer","minimum":10,"maximum":3600000,"default":60000},"tls":{"$ref":"#/definitions/tlsConfig"}}};
const schema39 = {"type":"string","minLength":1,"maxLength":64,"pattern":"^[A-Za-z0-9][A-Za-z0-9_-]*(/[A-Za-z0-9][A-Za-z0-9_-]*){0,7}$"};
const schema40 = {"title":"TlsConfig","type":"object","additionalProperties":false,"required":[],"properties":{"ca":{"type":"string","minLength":1,"maxLength":4096,"default":"ca.pem"},"cert":{"type":"string","minLength":1,"maxLength":4096,"default":"cert.pem"},"key":{"type":"string","minLength":1,"maxLength":4096,"default":"key.pem"},"authority":{"type":"string","minLength":1,"maxLength":512,"pattern":"^https://"}}};
const pattern15 = new RegExp("^mqtts?://", "u");
const pattern17 = new RegExp("^[A-Za-z0-9][A-Za-z0-9_-]*(/[A-Za-z0-9][A-Za-z0-9_-]*){0,7}$", "u");
const pattern18 = new RegExp("^https://", "u");

function validate17(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.topicRoot === undefined){
data.topicRoot = "grid";
}
if(data.reconnectMinMs === undefined){
data.reconnectMinMs = 1000;
}
if(data.reconnectMaxMs === undefined){
data.reconnectMaxMs = 60000;
}
if(data.url === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "url"},message:"must have required property '"+"url"+"'",schema:schema38.required,parentSchema:schema38,data};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
for(const key0 in data){
if(!((((((key0 === "url") || (key0 === "furtherUrls")) || (key0 === "topicRoot")) || (key0 === "reconnectMinMs")) || (key0 === "reconnectMaxMs")) || (key0 === "tls"))){
const err1 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties",schema:false,parentSchema:schema38,data};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
if(data.url !== undefined){
let data0 = data.url;
if(typeof data0 === "string"){
if(func2(data0) > 512){
const err2 = {instancePath:instancePath+"/url",schemaPath:"#/properties/url/maxLength",keyword:"maxLength",params:{limit: 512},message:"must NOT have more than 512 characters",schema:512,parentSchema:schema38.properties.url,data:data0};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
if(func2(data0) < 1){
const err3 = {instancePath:instancePath+"/url",schemaPath:"#/properties/url/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema38.properties.url,data:data0};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
if(!pattern15.test(data0)){
const err4 = {instancePath:instancePath+"/url",schemaPath:"#/properties/url/pattern",keyword:"pattern",params:{pattern: "^mqtts?://"},message:"must match pattern \""+"^mqtts?://"+"\"",schema:"^mqtts?://",parentSchema:schema38.properties.url,data:data0};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
}
else {
const err5 = {instancePath:instancePath+"/url",schemaPath:"#/properties/url/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema38.properties.url.type,parentSchema:schema38.properties.url,data:data0};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
}
if(data.furtherUrls !== undefined){
let data1 = data.furtherUrls;
if(Array.isArray(data1)){
if(data1.length > 15){
const err6 = {instancePath:instancePath+"/furtherUrls",schemaPath:"#/properties/furtherUrls/maxItems",keyword:"maxItems",params:{limit: 15},message:"must NOT have more than 15 items",schema:15,parentSchema:schema38.properties.furtherUrls,data:data1};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
const len0 = data1.length;
for(let i0=0; i0<len0; i0++){
let data2 = data1[i0];
if(typeof data2 === "string"){
if(func2(data2) > 512){
const err7 = {instancePath:instancePath+"/furtherUrls/" + i0,schemaPath:"#/properties/furtherUrls/items/maxLength",keyword:"maxLength",params:{limit: 512},message:"must NOT have more than 512 characters",schema:512,parentSchema:schema38.properties.furtherUrls.items,data:data2};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
if(func2(data2) < 1){
const err8 = {instancePath:instancePath+"/furtherUrls/" + i0,schemaPath:"#/properties/furtherUrls/items/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema38.properties.furtherUrls.items,data:data2};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
if(!pattern15.test(data2)){
const err9 = {instancePath:instancePath+"/furtherUrls/" + i0,schemaPath:"#/properties/furtherUrls/items/pattern",keyword:"pattern",params:{pattern: "^mqtts?://"},message:"must match pattern \""+"^mqtts?://"+"\"",schema:"^mqtts?://",parentSchema:schema38.properties.furtherUrls.items,data:data2};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
}
else {
const err10 = {instancePath:instancePath+"/furtherUrls/" + i0,schemaPath:"#/properties/furtherUrls/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema38.properties.furtherUrls.items.type,parentSchema:schema38.properties.furtherUrls.items,data:data2};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
}
let i1 = data1.length;
let j0;
if(i1 > 1){
const indices0 = {};
for(;i1--;){
let item0 = data1[i1];
if(typeof item0 !== "string"){
continue;
}
if(typeof indices0[item0] == "number"){
j0 = indices0[item0];
const err11 = {instancePath:instancePath+"/furtherUrls",schemaPath:"#/properties/furtherUrls/uniqueItems",keyword:"uniqueItems",params:{i: i1, j: j0},message:"must NOT have duplicate items (items ## "+j0+" and "+i1+" are identical)",schema:true,parentSchema:schema38.properties.furtherUrls,data:data1};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
break;
}
indices0[item0] = i1;
}
}
}
else {
const err12 = {instancePath:instancePath+"/furtherUrls",schemaPath:"#/properties/furtherUrls/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema38.properties.furtherUrls.type,parentSchema:schema38.properties.furtherUrls,data:data1};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
}
let data3 = data.topicRoot;
if(typeof data3 === "string"){
if(func2(data3) > 64){
const err13 = {instancePath:instancePath+"/topicRoot",schemaPath:"#/definitions/topicRoot/maxLength",keyword:"maxLength",params:{limit: 64},message:"must NOT have more than 64 characters",schema:64,parentSchema:schema39,data:data3};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
if(func2(data3) < 1){
const err14 = {instancePath:instancePath+"/topicRoot",schemaPath:"#/definitions/topicRoot/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema39,data:data3};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
if(!pattern17.test(data3)){
const err15 = {instancePath:instancePath+"/topicRoot",schemaPath:"#/definitions/topicRoot/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9][A-Za-z0-9_-]*(/[A-Za-z0-9][A-Za-z0-9_-]*){0,7}$"},message:"must match pattern \""+"^[A-Za-z0-9][A-Za-z0-9_-]*(/[A-Za-z0-9][A-Za-z0-9_-]*){0,7}$"+"\"",schema:"^[A-Za-z0-9][A-Za-z0-9_-]*(/[A-Za-z0-9][A-Za-z0-9_-]*){0,7}$",parentSchema:schema39,data:data3};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
}
else {
const err16 = {instancePath:instancePath+"/topicRoot",schemaPath:"#/definitions/topicRoot/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema39.type,parentSchema:schema39,data:data3};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
let data4 = data.reconnectMinMs;
if(!(((typeof data4 == "number") && (!(data4 % 1) && !isNaN(data4))) && (isFinite(data4)))){
const err17 = {instancePath:instancePath+"/reconnectMinMs",schemaPath:"#/properties/reconnectMinMs/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema38.properties.reconnectMinMs.type,parentSchema:schema38.properties.reconnectMinMs,data:data4};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
if((typeof data4 == "number") && (isFinite(data4))){
if(data4 > 600000 || isNaN(data4)){
const err18 = {instancePath:instancePath+"/reconnectMinMs",schemaPath:"#/properties/reconnectMinMs/maximum",keyword:"maximum",params:{comparison: "<=", limit: 600000},message:"must be <= 600000",schema:600000,parentSchema:schema38.properties.reconnectMinMs,data:data4};
if(vErrors === null){
vErrors = [err18];
}
else {
vErrors.push(err18);
}
errors++;
}
if(data4 < 10 || isNaN(data4)){
const err19 = {instancePath:instancePath+"/reconnectMinMs",schemaPath:"#/properties/reconnectMinMs/minimum",keyword:"minimum",params:{comparison: ">=", limit: 10},message:"must be >= 10",schema:10,parentSchema:schema38.properties.reconnectMinMs,data:data4};
if(vErrors === null){
vErrors = [err19];
}
else {
vErrors.push(err19);
}
errors++;
}
}
let data5 = data.reconnectMaxMs;
if(!(((typeof data5 == "number") && (!(data5 % 1) && !isNaN(data5))) && (isFinite(data5)))){
const err20 = {instancePath:instancePath+"/reconnectMaxMs",schemaPath:"#/properties/reconnectMaxMs/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema38.properties.reconnectMaxMs.type,parentSchema:schema38.properties.reconnectMaxMs,data:data5};
if(vErrors === null){
vErrors = [err20];
}
else {
vErrors.push(err20);
}
errors++;
}
if((typeof data5 == "number") && (isFinite(data5))){
if(data5 > 3600000 || isNaN(data5)){
const err21 = {instancePath:instancePath+"/reconnectMaxMs",schemaPath:"#/properties/reconnectMaxMs/maximum",keyword:"maximum",params:{comparison: "<=", limit: 3600000},message:"must be <= 3600000",schema:3600000,parentSchema:schema38.properties.reconnectMaxMs,data:data5};
if(vErrors === null){
vErrors = [err21];
}
else {
vErrors.push(err21);
}
errors++;
}
if(data5 < 10 || isNaN(data5)){
const err22 = {instancePath:instancePath+"/reconnectMaxMs",schemaPath:"#/properties/reconnectMaxMs/minimum",keyword:"minimum",params:{comparison: ">=", limit: 10},message:"must be >= 10",schema:10,parentSchema:schema38.properties.reconnectMaxMs,data:data5};
if(vErrors === null){
vErrors = [err22];
}
else {
vErrors.push(err22);
}
errors++;
}
}
if(data.tls !== undefined){
let data6 = data.tls;
if(data6 && typeof data6 == "object" && !Array.isArray(data6)){
if(data6.ca === undefined){
data6.ca = "ca.pem";
}
if(data6.cert === undefined){
data6.cert = "cert.pem";
}
if(data6.key === undefined){
data6.key = "key.pem";
}
for(const key1 in data6){
if(!((((key1 === "ca") || (key1 === "cert")) || (key1 === "key")) || (key1 === "authority"))){
const err23 = {instancePath:instancePath+"/tls",schemaPath:"#/definitions/tlsConfig/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key1},message:"must NOT have additional properties",schema:false,parentSchema:schema40,data:data6};
if(vErrors === null){
vErrors = [err23];
}
else {
vErrors.push(err23);
}
errors++;
}
}
let data7 = data6.ca;
if(typeof data7 === "string"){
if(func2(data7) > 4096){
const err24 = {instancePath:instancePath+"/tls/ca",schemaPath:"#/definitions/tlsConfig/properties/ca/maxLength",keyword:"maxLength",params:{limit: 4096},message:"must NOT have more than 4096 characters",schema:4096,parentSchema:schema40.properties.ca,data:data7};
if(vErrors === null){
vErrors = [err24];
}
else {
vErrors.push(err24);
}
errors++;
}
if(func2(data7) < 1){
const err25 = {instancePath:instancePath+"/tls/ca",schemaPath:"#/definitions/tlsConfig/properties/ca/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema40.properties.ca,data:data7};
if(vErrors === null){
vErrors = [err25];
}
else {
vErrors.push(err25);
}
errors++;
}
}
else {
const err26 = {instancePath:instancePath+"/tls/ca",schemaPath:"#/definitions/tlsConfig/properties/ca/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema40.properties.ca.type,parentSchema:schema40.properties.ca,data:data7};
if(vErrors === null){
vErrors = [err26];
}
else {
vErrors.push(err26);
}
errors++;
}
let data8 = data6.cert;
if(typeof data8 === "string"){
if(func2(data8) > 4096){
const err27 = {instancePath:instancePath+"/tls/cert",schemaPath:"#/definitions/tlsConfig/properties/cert/maxLength",keyword:"maxLength",params:{limit: 4096},message:"must NOT have more than 4096 characters",schema:4096,parentSchema:schema40.properties.cert,data:data8};
if(vErrors === null){
vErrors = [err27];
}
else {
vErrors.push(err27);
}
errors++;
}
if(func2(data8) < 1){
const err28 = {instancePath:instancePath+"/tls/cert",schemaPath:"#/definitions/tlsConfig/properties/cert/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema40.properties.cert,data:data8};
if(vErrors === null){
vErrors = [err28];
}
else {
vErrors.push(err28);
}
errors++;
}
}
else {
const err29 = {instancePath:instancePath+"/tls/cert",schemaPath:"#/definitions/tlsConfig/properties/cert/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema40.properties.cert.type,parentSchema:schema40.properties.cert,data:data8};
if(vErrors === null){
vErrors = [err29];
}
else {
vErrors.push(err29);
}
errors++;
}
let data9 = data6.key;
if(typeof data9 === "string"){
if(func2(data9) > 4096){
const err30 = {instancePath:instancePath+"/tls/key",schemaPath:"#/definitions/tlsConfig/properties/key/maxLength",keyword:"maxLength",params:{limit: 4096},message:"must NOT have more than 4096 characters",schema:4096,parentSchema:schema40.properties.key,data:data9};
if(vErrors === null){
vErrors = [err30];
}
else {
vErrors.push(err30);
}
errors++;
}
if(func2(data9) < 1){
const err31 = {instancePath:instancePath+"/tls/key",schemaPath:"#/definitions/tlsConfig/properties/key/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema40.properties.key,data:data9};
if(vErrors === null){
vErrors = [err31];
}
else {
vErrors.push(err31);
}
errors++;
}
}
else {
const err32 = {instancePath:instancePath+"/tls/key",schemaPath:"#/definitions/tlsConfig/properties/key/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema40.properties.key.type,parentSchema:schema40.properties.key,data:data9};
if(vErrors === null){
vErrors = [err32];
}
else {
vErrors.push(err32);
}
errors++;
}
if(data6.authority !== undefined){
let data10 = data6.authority;
if(typeof data10 === "string"){
if(func2(data10) > 512){
const err33 = {instancePath:instancePath+"/tls/authority",schemaPath:"#/definitions/tlsConfig/properties/authority/maxLength",keyword:"maxLength",params:{limit: 512},message:"must NOT have more than 512 characters",schema:512,parentSchema:schema40.properties.authority,data:data10};
if(vErrors === null){
vErrors = [err33];
}
else {
vErrors.push(err33);
}
errors++;
}
if(func2(data10) < 1){
const err34 = {instancePath:instancePath+"/tls/authority",schemaPath:"#/definitions/tlsConfig/properties/authority/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema40.properties.authority,data:data10};
if(vErrors === null){
vErrors = [err34];
}
else {
vErrors.push(err34);
}
errors++;
}
if(!pattern18.test(data10)){
const err35 = {instancePath:instancePath+"/tls/authority",schemaPath:"#/definitions/tlsConfig/properties/authority/pattern",keyword:"pattern",params:{pattern: "^https://"},message:"must match pattern \""+"^https://"+"\"",schema:"^https://",parentSchema:schema40.properties.authority,data:data10};
if(vErrors === null){
vErrors = [err35];
}
else {
vErrors.push(err35);
}
errors++;
}
}
else {
const err36 = {instancePath:instancePath+"/tls/authority",schemaPath:"#/definitions/tlsConfig/properties/authority/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema40.properties.authority.type,parentSchema:schema40.properties.authority,data:data10};
if(vErrors === null){
vErrors = [err36];
}
else {
vErrors.push(err36);
}
errors++;
}
}
}
else {
const err37 = {instancePath:instancePath+"/tls",schemaPath:"#/definitions/tlsConfig/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema40.type,parentSchema:schema40,data:data6};
if(vErrors === null){
vErrors = [err37];
}
else {
vErrors.push(err37);
}
errors++;
}
}
}
else {
const err38 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema38.type,parentSchema:schema38,data};
if(vErrors === null){
vErrors = [err38];
}
else {
vErrors.push(err38);
}
errors++;
}
validate17.errors = vErrors;
return errors === 0;
}


function validate16(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="config-aggregator.schema.json" */;
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.clock === undefined){
data.clock = {};
}
if(data.log === undefined){
data.log = {};
}
if(data.commit === undefined){
data.commit = {};
}
if(data.floor === undefined){
data.floor = {};
}
if(data.sessionCacheSize === undefined){
data.sessionCacheSize = 65536;
}
if(data.role === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "role"},message:"must have required property '"+"role"+"'",schema:schema34.required,parentSchema:schema34,data};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(data.index === undefined){
const err1 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "index"},message:"must have required property '"+"index"+"'",schema:schema34.required,parentSchema:schema34,data};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
if(data.deployment === undefined){
const err2 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "deployment"},message:"must have required property '"+"deployment"+"'",schema:schema34.required,parentSchema:schema34,data};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
if(data.keys === undefined){
const err3 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "keys"},message:"must have required property '"+"keys"+"'",schema:schema34.required,parentSchema:schema34,data};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
if(data.state === undefined){
const err4 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "state"},message:"must have required property '"+"state"+"'",schema:schema34.required,parentSchema:schema34,data};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
if(data.bus === undefined){
const err5 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "bus"},message:"must have required property '"+"bus"+"'",schema:schema34.required,parentSchema:schema34,data};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
if(data.anchors === undefined){
const err6 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "anchors"},message:"must have required property '"+"anchors"+"'",schema:schema34.required,parentSchema:schema34,data};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
for(const key0 in data){
if(!(func4.call(schema34.properties, key0))){
const err7 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties",schema:false,parentSchema:schema34,data};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
}
if(data.role !== undefined){
let data0 = data.role;
if(typeof data0 !== "string"){
const err8 = {instancePath:instancePath+"/role",schemaPath:"#/properties/role/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema34.properties.role.type,parentSchema:schema34.properties.role,data:data0};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
if("aggregator" !== data0){
const err9 = {instancePath:instancePath+"/role",schemaPath:"#/properties/role/const",keyword:"const",params:{allowedValue: "aggregator"},message:"must be equal to constant",schema:"aggregator",parentSchema:schema34.properties.role,data:data0};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
}
if(data.index !== undefined){
let data1 = data.index;
if(!(((typeof data1 == "number") && (!(data1 % 1) && !isNaN(data1))) && (isFinite(data1)))){
const err10 = {instancePath:instancePath+"/index",schemaPath:"defs.schema.json#/definitions/aggregatorIndex/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema20.type,parentSchema:schema20,data:data1};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
if((typeof data1 == "number") && (isFinite(data1))){
if(data1 > 16 || isNaN(data1)){
const err11 = {instancePath:instancePath+"/index",schemaPath:"defs.schema.json#/definitions/aggregatorIndex/maximum",keyword:"maximum",params:{comparison: "<=", limit: 16},message:"must be <= 16",schema:16,parentSchema:schema20,data:data1};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
if(data1 < 1 || isNaN(data1)){
const err12 = {instancePath:instancePath+"/index",schemaPath:"defs.schema.json#/definitions/aggregatorIndex/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1",schema:1,parentSchema:schema20,data:data1};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
}
}
if(data.deployment !== undefined){
let data2 = data.deployment;
if(typeof data2 === "string"){
if(!pattern2.test(data2)){
const err13 = {instancePath:instancePath+"/deployment",schemaPath:"defs.schema.json#/definitions/deployment/pattern",keyword:"pattern",params:{pattern: "^[a-z0-9][a-z0-9-]{0,62}$"},message:"must match pattern \""+"^[a-z0-9][a-z0-9-]{0,62}$"+"\"",schema:"^[a-z0-9][a-z0-9-]{0,62}$",parentSchema:schema16,data:data2};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
}
else {
const err14 = {instancePath:instancePath+"/deployment",schemaPath:"defs.schema.json#/definitions/deployment/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema16.type,parentSchema:schema16,data:data2};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
}
if(data.keys !== undefined){
let data3 = data.keys;
if(typeof data3 === "string"){
if(func2(data3) > 4096){
const err15 = {instancePath:instancePath+"/keys",schemaPath:"#/properties/keys/maxLength",keyword:"maxLength",params:{limit: 4096},message:"must NOT have more than 4096 characters",schema:4096,parentSchema:schema34.properties.keys,data:data3};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
if(func2(data3) < 1){
const err16 = {instancePath:instancePath+"/keys",schemaPath:"#/properties/keys/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema34.properties.keys,data:data3};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
}
else {
const err17 = {instancePath:instancePath+"/keys",schemaPath:"#/properties/keys/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema34.properties.keys.type,parentSchema:schema34.properties.keys,data:data3};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
}
if(data.state !== undefined){
let data4 = data.state;
if(typeof data4 === "string"){
if(func2(data4) > 4096){
const err18 = {instancePath:instancePath+"/state",schemaPath:"#/properties/state/maxLength",keyword:"maxLength",params:{limit: 4096},message:"must NOT have more than 4096 characters",schema:4096,parentSchema:schema34.properties.state,data:data4};
if(vErrors === null){
vErrors = [err18];
}
else {
vErrors.push(err18);
}
errors++;
}
if(func2(data4) < 1){
const err19 = {instancePath:instancePath+"/state",schemaPath:"#/properties/state/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema34.properties.state,data:data4};
if(vErrors === null){
vErrors = [err19];
}
else {
vErrors.push(err19);
}
errors++;
}
}
else {
const err20 = {instancePath:instancePath+"/state",schemaPath:"#/properties/state/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema34.properties.state.type,parentSchema:schema34.properties.state,data:data4};
if(vErrors === null){
vErrors = [err20];
}
else {
vErrors.push(err20);
}
errors++;
}
}
if(data.counter !== undefined){
let data5 = data.counter;
if(typeof data5 === "string"){
if(func2(data5) > 4096){
const err21 = {instancePath:instancePath+"/counter",schemaPath:"#/properties/counter/maxLength",keyword:"maxLength",params:{limit: 4096},message:"must NOT have more than 4096 characters",schema:4096,parentSchema:schema34.properties.counter,data:data5};
if(vErrors === null){
vErrors = [err21];
}
else {
vErrors.push(err21);
}
errors++;
}
if(func2(data5) < 1){
const err22 = {instancePath:instancePath+"/counter",schemaPath:"#/properties/counter/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema34.properties.counter,data:data5};
if(vErrors === null){
vErrors = [err22];
}
else {
vErrors.push(err22);
}
errors++;
}
}
else {
const err23 = {instancePath:instancePath+"/counter",schemaPath:"#/properties/counter/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema34.properties.counter.type,parentSchema:schema34.properties.counter,data:data5};
if(vErrors === null){
vErrors = [err23];
}
else {
vErrors.push(err23);
}
errors++;
}
}
if(data.backup !== undefined){
let data6 = data.backup;
if(data6 && typeof data6 == "object" && !Array.isArray(data6)){
if(data6.keep === undefined){
data6.keep = 14;
}
if(data6.maxAgeHours === undefined){
data6.maxAgeHours = 48;
}
if(data6.folder === undefined){
const err24 = {instancePath:instancePath+"/backup",schemaPath:"defs.schema.json#/definitions/backupConfig/required",keyword:"required",params:{missingProperty: "folder"},message:"must have required property '"+"folder"+"'",schema:schema37.required,parentSchema:schema37,data:data6};
if(vErrors === null){
vErrors = [err24];
}
else {
vErrors.push(err24);
}
errors++;
}
for(const key1 in data6){
if(!(((key1 === "folder") || (key1 === "keep")) || (key1 === "maxAgeHours"))){
const err25 = {instancePath:instancePath+"/backup",schemaPath:"defs.schema.json#/definitions/backupConfig/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key1},message:"must NOT have additional properties",schema:false,parentSchema:schema37,data:data6};
if(vErrors === null){
vErrors = [err25];
}
else {
vErrors.push(err25);
}
errors++;
}
}
if(data6.folder !== undefined){
let data7 = data6.folder;
if(typeof data7 === "string"){
if(func2(data7) > 4096){
const err26 = {instancePath:instancePath+"/backup/folder",schemaPath:"defs.schema.json#/definitions/backupConfig/properties/folder/maxLength",keyword:"maxLength",params:{limit: 4096},message:"must NOT have more than 4096 characters",schema:4096,parentSchema:schema37.properties.folder,data:data7};
if(vErrors === null){
vErrors = [err26];
}
else {
vErrors.push(err26);
}
errors++;
}
if(func2(data7) < 1){
const err27 = {instancePath:instancePath+"/backup/folder",schemaPath:"defs.schema.json#/definitions/backupConfig/properties/folder/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema37.properties.folder,data:data7};
if(vErrors === null){
vErrors = [err27];
}
else {
vErrors.push(err27);
}
errors++;
}
}
else {
const err28 = {instancePath:instancePath+"/backup/folder",schemaPath:"defs.schema.json#/definitions/backupConfig/properties/folder/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema37.properties.folder.type,parentSchema:schema37.properties.folder,data:data7};
if(vErrors === null){
vErrors = [err28];
}
else {
vErrors.push(err28);
}
errors++;
}
}
let data8 = data6.keep;
if(!(((typeof data8 == "number") && (!(data8 % 1) && !isNaN(data8))) && (isFinite(data8)))){
const err29 = {instancePath:instancePath+"/backup/keep",schemaPath:"defs.schema.json#/definitions/backupConfig/properties/keep/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema37.properties.keep.type,parentSchema:schema37.properties.keep,data:data8};
if(vErrors === null){
vErrors = [err29];
}
else {
vErrors.push(err29);
}
errors++;
}
if((typeof data8 == "number") && (isFinite(data8))){
if(data8 > 366 || isNaN(data8)){
const err30 = {instancePath:instancePath+"/backup/keep",schemaPath:"defs.schema.json#/definitions/backupConfig/properties/keep/maximum",keyword:"maximum",params:{comparison: "<=", limit: 366},message:"must be <= 366",schema:366,parentSchema:schema37.properties.keep,data:data8};
if(vErrors === null){
vErrors = [err30];
}
else {
vErrors.push(err30);
}
errors++;
}
if(data8 < 1 || isNaN(data8)){
const err31 = {instancePath:instancePath+"/backup/keep",schemaPath:"defs.schema.json#/definitions/backupConfig/properties/keep/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1",schema:1,parentSchema:schema37.properties.keep,data:data8};
if(vErrors === null){
vErrors = [err31];
}
else {
vErrors.push(err31);
}
errors++;
}
}
let data9 = data6.maxAgeHours;
if(!(((typeof data9 == "number") && (!(data9 % 1) && !isNaN(data9))) && (isFinite(data9)))){
const err32 = {instancePath:instancePath+"/backup/maxAgeHours",schemaPath:"defs.schema.json#/definitions/backupConfig/properties/maxAgeHours/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema37.properties.maxAgeHours.type,parentSchema:schema37.properties.maxAgeHours,data:data9};
if(vErrors === null){
vErrors = [err32];
}
else {
vErrors.push(err32);
}
errors++;
}
if((typeof data9 == "number") && (isFinite(data9))){
if(data9 > 8784 || isNaN(data9)){
const err33 = {instancePath:instancePath+"/backup/maxAgeHours",schemaPath:"defs.schema.json#/definitions/backupConfig/properties/maxAgeHours/maximum",keyword:"maximum",params:{comparison: "<=", limit: 8784},message:"must be <= 8784",schema:8784,parentSchema:schema37.properties.maxAgeHours,data:data9};
if(vErrors === null){
vErrors = [err33];
}
else {
vErrors.push(err33);
}
errors++;
}
if(data9 < 1 || isNaN(data9)){
const err34 = {instancePath:instancePath+"/backup/maxAgeHours",schemaPath:"defs.schema.json#/definitions/backupConfig/properties/maxAgeHours/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1",schema:1,parentSchema:schema37.properties.maxAgeHours,data:data9};
if(vErrors === null){
vErrors = [err34];
}
else {
vErrors.push(err34);
}
errors++;
}
}
}
else {
const err35 = {instancePath:instancePath+"/backup",schemaPath:"defs.schema.json#/definitions/backupConfig/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema37.type,parentSchema:schema37,data:data6};
if(vErrors === null){
vErrors = [err35];
}
else {
vErrors.push(err35);
}
errors++;
}
}
if(data.bus !== undefined){
if(!(validate17(data.bus, {instancePath:instancePath+"/bus",parentData:data,parentDataProperty:"bus",rootData}))){
vErrors = vErrors === null ? validate17.errors : vErrors.concat(validate17.errors);
errors = vErrors.length;
}
}
if(data.anchors !== undefined){
if(!(validate12(data.anchors, {instancePath:instancePath+"/anchors",parentData:data,parentDataProperty:"anchors",rootData}))){
vErrors = vErrors === null ? validate12.errors : vErrors.concat(validate12.errors);
errors = vErrors.length;
}
}
let data12 = data.clock;
if(data12 && typeof data12 == "object" && !Array.isArray(data12)){
if(data12.source === undefined){
data12.source = "system";
}
if(data12.offsetMs === undefined){
data12.offsetMs = 0;
}
if(data12.speed === undefined){
data12.speed = 1;
}
for(const key2 in data12){
if(!(((((key2 === "source") || (key2 === "offsetMs")) || (key2 === "startMs")) || (key2 === "speed")) || (key2 === "endMs"))){
const err36 = {instancePath:instancePath+"/clock",schemaPath:"defs.schema.json#/definitions/clockConfig/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key2},message:"must NOT have additional properties",schema:false,parentSchema:schema41,data:data12};
if(vErrors === null){
vErrors = [err36];
}
else {
vErrors.push(err36);
}
errors++;
}
}
let data13 = data12.source;
if(typeof data13 !== "string"){
const err37 = {instancePath:instancePath+"/clock/source",schemaPath:"defs.schema.json#/definitions/clockConfig/properties/source/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema41.properties.source.type,parentSchema:schema41.properties.source,data:data13};
if(vErrors === null){
vErrors = [err37];
}
else {
vErrors.push(err37);
}
errors++;
}
if(!((data13 === "system") || (data13 === "replay"))){
const err38 = {instancePath:instancePath+"/clock/source",schemaPath:"defs.schema.json#/definitions/clockConfig/properties/source/enum",keyword:"enum",params:{allowedValues: schema41.properties.source.enum},message:"must be equal to one of the allowed values",schema:schema41.properties.source.enum,parentSchema:schema41.properties.source,data:data13};
if(vErrors === null){
vErrors = [err38];
}
else {
vErrors.push(err38);
}
errors++;
}
let data14 = data12.offsetMs;
if(!(((typeof data14 == "number") && (!(data14 % 1) && !isNaN(data14))) && (isFinite(data14)))){
const err39 = {instancePath:instancePath+"/clock/offsetMs",schemaPath:"defs.schema.json#/definitions/clockConfig/properties/offsetMs/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema41.properties.offsetMs.type,parentSchema:schema41.properties.offsetMs,data:data14};
if(vErrors === null){
vErrors = [err39];
}
else {
vErrors.push(err39);
}
errors++;
}
if(data12.startMs !== undefined){
let data15 = data12.startMs;
if(!(((typeof data15 == "number") && (!(data15 % 1) && !isNaN(data15))) && (isFinite(data15)))){
const err40 = {instancePath:instancePath+"/clock/startMs",schemaPath:"defs.schema.json#/definitions/clockConfig/properties/startMs/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema41.properties.startMs.type,parentSchema:schema41.properties.startMs,data:data15};
if(vErrors === null){
vErrors = [err40];
}
else {
vErrors.push(err40);
}
errors++;
}
if((typeof data15 == "number") && (isFinite(data15))){
if(data15 > 9007199254740991 || isNaN(data15)){
const err41 = {instancePath:instancePath+"/clock/startMs",schemaPath:"defs.schema.json#/definitions/clockConfig/properties/startMs/maximum",keyword:"maximum",params:{comparison: "<=", limit: 9007199254740991},message:"must be <= 9007199254740991",schema:9007199254740991,parentSchema:schema41.properties.startMs,data:data15};
if(vErrors === null){
vErrors = [err41];
}
else {
vErrors.push(err41);
}
errors++;
}
if(data15 < 0 || isNaN(data15)){
const err42 = {instancePath:instancePath+"/clock/startMs",schemaPath:"defs.schema.json#/definitions/clockConfig/properties/startMs/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0",schema:0,parentSchema:schema41.properties.startMs,data:data15};
if(vErrors === null){
vErrors = [err42];
}
else {
vErrors.push(err42);
}
errors++;
}
}
}
let data16 = data12.speed;
if((typeof data16 == "number") && (isFinite(data16))){
if(data16 > 1000000000 || isNaN(data16)){
const err43 = {instancePath:instancePath+"/clock/speed",schemaPath:"defs.schema.json#/definitions/clockConfig/properties/speed/maximum",keyword:"maximum",params:{comparison: "<=", limit: 1000000000},message:"must be <= 1000000000",schema:1000000000,parentSchema:schema41.properties.speed,data:data16};
if(vErrors === null){
vErrors = [err43];
}
else {
vErrors.push(err43);
}
errors++;
}
if(data16 <= 0 || isNaN(data16)){
const err44 = {instancePath:instancePath+"/clock/speed",schemaPath:"defs.schema.json#/definitions/clockConfig/properties/speed/exclusiveMinimum",keyword:"exclusiveMinimum",params:{comparison: ">", limit: 0},message:"must be > 0",schema:0,parentSchema:schema41.properties.speed,data:data16};
if(vErrors === null){
vErrors = [err44];
}
else {
vErrors.push(err44);
}
errors++;
}
}
else {
const err45 = {instancePath:instancePath+"/clock/speed",schemaPath:"defs.schema.json#/definitions/clockConfig/properties/speed/type",keyword:"type",params:{type: "number"},message:"must be number",schema:schema41.properties.speed.type,parentSchema:schema41.properties.speed,data:data16};
if(vErrors === null){
vErrors = [err45];
}
else {
vErrors.push(err45);
}
errors++;
}
if(data12.endMs !== undefined){
let data17 = data12.endMs;
if(!(((typeof data17 == "number") && (!(data17 % 1) && !isNaN(data17))) && (isFinite(data17)))){
const err46 = {instancePath:instancePath+"/clock/endMs",schemaPath:"defs.schema.json#/definitions/clockConfig/properties/endMs/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema41.properties.endMs.type,parentSchema:schema41.properties.endMs,data:data17};
if(vErrors === null){
vErrors = [err46];
}
else {
vErrors.push(err46);
}
errors++;
}
if((typeof data17 == "number") && (isFinite(data17))){
if(data17 > 9007199254740991 || isNaN(data17)){
const err47 = {instancePath:instancePath+"/clock/endMs",schemaPath:"defs.schema.json#/definitions/clockConfig/properties/endMs/maximum",keyword:"maximum",params:{comparison: "<=", limit: 9007199254740991},message:"must be <= 9007199254740991",schema:9007199254740991,parentSchema:schema41.properties.endMs,data:data17};
if(vErrors === null){
vErrors = [err47];
}
else {
vErrors.push(err47);
}
errors++;
}
if(data17 < 0 || isNaN(data17)){
const err48 = {instancePath:instancePath+"/clock/endMs",schemaPath:"defs.schema.json#/definitions/clockConfig/properties/endMs/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0",schema:0,parentSchema:schema41.properties.endMs,data:data17};
if(vErrors === null){
vErrors = [err48];
}
else {
vErrors.push(err48);
}
errors++;
}
}
}
}
else {
const err49 = {instancePath:instancePath+"/clock",schemaPath:"defs.schema.json#/definitions/clockConfig/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema41.type,parentSchema:schema41,data:data12};
if(vErrors === null){
vErrors = [err49];
}
else {
vErrors.push(err49);
}
errors++;
}
let data18 = data.log;
if(data18 && typeof data18 == "object" && !Array.isArray(data18)){
if(data18.level === undefined){
data18.level = "info";
}
for(const key3 in data18){
if(!(key3 === "level")){
const err50 = {instancePath:instancePath+"/log",schemaPath:"defs.schema.json#/definitions/logConfig/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key3},message:"must NOT have additional properties",schema:false,parentSchema:schema42,data:data18};
if(vErrors === null){
vErrors = [err50];
}
else {
vErrors.push(err50);
}
errors++;
}
}
let data19 = data18.level;
if(typeof data19 !== "string"){
const err51 = {instancePath:instancePath+"/log/level",schemaPath:"defs.schema.json#/definitions/logConfig/properties/level/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema42.properties.level.type,parentSchema:schema42.properties.level,data:data19};
if(vErrors === null){
vErrors = [err51];
}
else {
vErrors.push(err51);
}
errors++;
}
if(!((((((data19 === "trace") || (data19 === "debug")) || (data19 === "info")) || (data19 === "warn")) || (data19 === "error")) || (data19 === "silent"))){
const err52 = {instancePath:instancePath+"/log/level",schemaPath:"defs.schema.json#/definitions/logConfig/properties/level/enum",keyword:"enum",params:{allowedValues: schema42.properties.level.enum},message:"must be equal to one of the allowed values",schema:schema42.properties.level.enum,parentSchema:schema42.properties.level,data:data19};
if(vErrors === null){
vErrors = [err52];
}
else {
vErrors.push(err52);
}
errors++;
}
}
else {
const err53 = {instancePath:instancePath+"/log",schemaPath:"defs.schema.json#/definitions/logConfig/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema42.type,parentSchema:schema42,data:data18};
if(vErrors === null){
vErrors = [err53];
}
else {
vErrors.push(err53);
}
errors++;
}
if(data.metrics !== undefined){
let data20 = data.metrics;
if(data20 && typeof data20 == "object" && !Array.isArray(data20)){
if(data20.listen === undefined){
const err54 = {instancePath:instancePath+"/metrics",schemaPath:"defs.schema.json#/definitions/metricsConfig/required",keyword:"required",params:{missingProperty: "listen"},message:"must have required property '"+"listen"+"'",schema:schema43.required,parentSchema:schema43,data:data20};
if(vErrors === null){
vErrors = [err54];
}
else {
vErrors.push(err54);
}
errors++;
}
for(const key4 in data20){
if(!(key4 === "listen")){
const err55 = {instancePath:instancePath+"/metrics",schemaPath:"defs.schema.json#/definitions/metricsConfig/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key4},message:"must NOT have additional properties",schema:false,parentSchema:schema43,data:data20};
if(vErrors === null){
vErrors = [err55];
}
else {
vErrors.push(err55);
}
errors++;
}
}
if(data20.listen !== undefined){
let data21 = data20.listen;
if(typeof data21 === "string"){
if(func2(data21) > 260){
const err56 = {instancePath:instancePath+"/metrics/listen",schemaPath:"defs.schema.json#/definitions/metricsConfig/properties/listen/maxLength",keyword:"maxLength",params:{limit: 260},message:"must NOT have more than 260 characters",schema:260,parentSchema:schema43.properties.listen,data:data21};
if(vErrors === null){
vErrors = [err56];
}
else {
vErrors.push(err56);
}
errors++;
}
if(func2(data21) < 3){
const err57 = {instancePath:instancePath+"/metrics/listen",schemaPath:"defs.schema.json#/definitions/metricsConfig/properties/listen/minLength",keyword:"minLength",params:{limit: 3},message:"must NOT have fewer than 3 characters",schema:3,parentSchema:schema43.properties.listen,data:data21};
if(vErrors === null){
vErrors = [err57];
}
else {
vErrors.push(err57);
}
errors++;
}
if(!pattern19.test(data21)){
const err58 = {instancePath:instancePath+"/metrics/listen",schemaPath:"defs.schema.json#/definitions/metricsConfig/properties/listen/pattern",keyword:"pattern",params:{pattern: "^.+:[0-9]{1,5}$"},message:"must match pattern \""+"^.+:[0-9]{1,5}$"+"\"",schema:"^.+:[0-9]{1,5}$",parentSchema:schema43.properties.listen,data:data21};
if(vErrors === null){
vErrors = [err58];
}
else {
vErrors.push(err58);
}
errors++;
}
}
else {
const err59 = {instancePath:instancePath+"/metrics/listen",schemaPath:"defs.schema.json#/definitions/metricsConfig/properties/listen/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema43.properties.listen.type,parentSchema:schema43.properties.listen,data:data21};
if(vErrors === null){
vErrors = [err59];
}
else {
vErrors.push(err59);
}
errors++;
}
}
}
else {
const err60 = {instancePath:instancePath+"/metrics",schemaPath:"defs.schema.json#/definitions/metricsConfig/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema43.type,parentSchema:schema43,data:data20};
if(vErrors === null){
vErrors = [err60];
}
else {
vErrors.push(err60);
}
errors++;
}
}
let data22 = data.commit;
if(data22 && typeof data22 == "object" && !Array.isArray(data22)){
if(data22.maxMessages === undefined){
data22.maxMessages = 100;
}
if(data22.maxDelayMs === undefined){
data22.maxDelayMs = 250;
}
for(const key5 in data22){
if(!((key5 === "maxMessages") || (key5 === "maxDelayMs"))){
const err61 = {instancePath:instancePath+"/commit",schemaPath:"defs.schema.json#/definitions/commitConfig/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key5},message:"must NOT have additional properties",schema:false,parentSchema:schema44,data:data22};
if(vErrors === null){
vErrors = [err61];
}
else {
vErrors.push(err61);
}
errors++;
}
}
let data23 = data22.maxMessages;
if(!(((typeof data23 == "number") && (!(data23 % 1) && !isNaN(data23))) && (isFinite(data23)))){
const err62 = {instancePath:instancePath+"/commit/maxMessages",schemaPath:"defs.schema.json#/definitions/commitConfig/properties/maxMessages/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema44.properties.maxMessages.type,parentSchema:schema44.properties.maxMessages,data:data23};
if(vErrors === null){
vErrors = [err62];
}
else {
vErrors.push(err62);
}
errors++;
}
if((typeof data23 == "number") && (isFinite(data23))){
if(data23 > 100000 || isNaN(data23)){
const err63 = {instancePath:instancePath+"/commit/maxMessages",schemaPath:"defs.schema.json#/definitions/commitConfig/properties/maxMessages/maximum",keyword:"maximum",params:{comparison: "<=", limit: 100000},message:"must be <= 100000",schema:100000,parentSchema:schema44.properties.maxMessages,data:data23};
if(vErrors === null){
vErrors = [err63];
}
else {
vErrors.push(err63);
}
errors++;
}
if(data23 < 1 || isNaN(data23)){
const err64 = {instancePath:instancePath+"/commit/maxMessages",schemaPath:"defs.schema.json#/definitions/commitConfig/properties/maxMessages/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1",schema:1,parentSchema:schema44.properties.maxMessages,data:data23};
if(vErrors === null){
vErrors = [err64];
}
else {
vErrors.push(err64);
}
errors++;
}
}
let data24 = data22.maxDelayMs;
if(!(((typeof data24 == "number") && (!(data24 % 1) && !isNaN(data24))) && (isFinite(data24)))){
const err65 = {instancePath:instancePath+"/commit/maxDelayMs",schemaPath:"defs.schema.json#/definitions/commitConfig/properties/maxDelayMs/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema44.properties.maxDelayMs.type,parentSchema:schema44.properties.maxDelayMs,data:data24};
if(vErrors === null){
vErrors = [err65];
}
else {
vErrors.push(err65);
}
errors++;
}
if((typeof data24 == "number") && (isFinite(data24))){
if(data24 > 10000 || isNaN(data24)){
const err66 = {instancePath:instancePath+"/commit/maxDelayMs",schemaPath:"defs.schema.json#/definitions/commitConfig/properties/maxDelayMs/maximum",keyword:"maximum",params:{comparison: "<=", limit: 10000},message:"must be <= 10000",schema:10000,parentSchema:schema44.properties.maxDelayMs,data:data24};
if(vErrors === null){
vErrors = [err66];
}
else {
vErrors.push(err66);
}
errors++;
}
if(data24 < 0 || isNaN(data24)){
const err67 = {instancePath:instancePath+"/commit/maxDelayMs",schemaPath:"defs.schema.json#/definitions/commitConfig/properties/maxDelayMs/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0",schema:0,parentSchema:schema44.properties.maxDelayMs,data:data24};
if(vErrors === null){
vErrors = [err67];
}
else {
vErrors.push(err67);
}
errors++;
}
}
}
else {
const err68 = {instancePath:instancePath+"/commit",schemaPath:"defs.schema.json#/definitions/commitConfig/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema44.type,parentSchema:schema44,data:data22};
if(vErrors === null){
vErrors = [err68];
}
else {
vErrors.push(err68);
}
errors++;
}
let data25 = data.floor;
if(data25 && typeof data25 == "object" && !Array.isArray(data25)){
if(data25.minThreshold === undefined){
data25.minThreshold = 2;
}
if(data25.minMeters === undefined){
data25.minMeters = 5;
}
if(data25.minIntervals === undefined){
data25.minIntervals = 96;
}
if(data25.maxKnown === undefined){
data25.maxKnown = 2;
}
if(data25.minCrowd === undefined){
data25.minCrowd = 5;
}
if(data25.trust === undefined){
data25.trust = "covert";
}
for(const key6 in data25){
if(!(func4.call(schema45.properties, key6))){
const err69 = {instancePath:instancePath+"/floor",schemaPath:"defs.schema.json#/definitions/localFloor/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key6},message:"must NOT have additional properties",schema:false,parentSchema:schema45,data:data25};
if(vErrors === null){
vErrors = [err69];
}
else {
vErrors.push(err69);
}
errors++;
}
}
let data26 = data25.minThreshold;
if(!(((typeof data26 == "number") && (!(data26 % 1) && !isNaN(data26))) && (isFinite(data26)))){
const err70 = {instancePath:instancePath+"/floor/minThreshold",schemaPath:"defs.schema.json#/definitions/localFloor/properties/minThreshold/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema45.properties.minThreshold.type,parentSchema:schema45.properties.minThreshold,data:data26};
if(vErrors === null){
vErrors = [err70];
}
else {
vErrors.push(err70);
}
errors++;
}
if((typeof data26 == "number") && (isFinite(data26))){
if(data26 > 16 || isNaN(data26)){
const err71 = {instancePath:instancePath+"/floor/minThreshold",schemaPath:"defs.schema.json#/definitions/localFloor/properties/minThreshold/maximum",keyword:"maximum",params:{comparison: "<=", limit: 16},message:"must be <= 16",schema:16,parentSchema:schema45.properties.minThreshold,data:data26};
if(vErrors === null){
vErrors = [err71];
}
else {
vErrors.push(err71);
}
errors++;
}
if(data26 < 2 || isNaN(data26)){
const err72 = {instancePath:instancePath+"/floor/minThreshold",schemaPath:"defs.schema.json#/definitions/localFloor/properties/minThreshold/minimum",keyword:"minimum",params:{comparison: ">=", limit: 2},message:"must be >= 2",schema:2,parentSchema:schema45.properties.minThreshold,data:data26};
if(vErrors === null){
vErrors = [err72];
}
else {
vErrors.push(err72);
}
errors++;
}
}
let data27 = data25.minMeters;
if(!(((typeof data27 == "number") && (!(data27 % 1) && !isNaN(data27))) && (isFinite(data27)))){
const err73 = {instancePath:instancePath+"/floor/minMeters",schemaPath:"defs.schema.json#/definitions/localFloor/properties/minMeters/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema45.properties.minMeters.type,parentSchema:schema45.properties.minMeters,data:data27};
if(vErrors === null){
vErrors = [err73];
}
else {
vErrors.push(err73);
}
errors++;
}
if((typeof data27 == "number") && (isFinite(data27))){
if(data27 > 10000000 || isNaN(data27)){
const err74 = {instancePath:instancePath+"/floor/minMeters",schemaPath:"defs.schema.json#/definitions/localFloor/properties/minMeters/maximum",keyword:"maximum",params:{comparison: "<=", limit: 10000000},message:"must be <= 10000000",schema:10000000,parentSchema:schema45.properties.minMeters,data:data27};
if(vErrors === null){
vErrors = [err74];
}
else {
vErrors.push(err74);
}
errors++;
}
if(data27 < 1 || isNaN(data27)){
const err75 = {instancePath:instancePath+"/floor/minMeters",schemaPath:"defs.schema.json#/definitions/localFloor/properties/minMeters/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1",schema:1,parentSchema:schema45.properties.minMeters,data:data27};
if(vErrors === null){
vErrors = [err75];
}
else {
vErrors.push(err75);
}
errors++;
}
}
let data28 = data25.minIntervals;
if(!(((typeof data28 == "number") && (!(data28 % 1) && !isNaN(data28))) && (isFinite(data28)))){
const err76 = {instancePath:instancePath+"/floor/minIntervals",schemaPath:"defs.schema.json#/definitions/localFloor/properties/minIntervals/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema45.properties.minIntervals.type,parentSchema:schema45.properties.minIntervals,data:data28};
if(vErrors === null){
vErrors = [err76];
}
else {
vErrors.push(err76);
}
errors++;
}
if((typeof data28 == "number") && (isFinite(data28))){
if(data28 > 1048576 || isNaN(data28)){
const err77 = {instancePath:instancePath+"/floor/minIntervals",schemaPath:"defs.schema.json#/definitions/localFloor/properties/minIntervals/maximum",keyword:"maximum",params:{comparison: "<=", limit: 1048576},message:"must be <= 1048576",schema:1048576,parentSchema:schema45.properties.minIntervals,data:data28};
if(vErrors === null){
vErrors = [err77];
}
else {
vErrors.push(err77);
}
errors++;
}
if(data28 < 1 || isNaN(data28)){
const err78 = {instancePath:instancePath+"/floor/minIntervals",schemaPath:"defs.schema.json#/definitions/localFloor/properties/minIntervals/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1",schema:1,parentSchema:schema45.properties.minIntervals,data:data28};
if(vErrors === null){
vErrors = [err78];
}
else {
vErrors.push(err78);
}
errors++;
}
}
let data29 = data25.maxKnown;
if(!(((typeof data29 == "number") && (!(data29 % 1) && !isNaN(data29))) && (isFinite(data29)))){
const err79 = {instancePath:instancePath+"/floor/maxKnown",schemaPath:"defs.schema.json#/definitions/localFloor/properties/maxKnown/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema45.properties.maxKnown.type,parentSchema:schema45.properties.maxKnown,data:data29};
if(vErrors === null){
vErrors = [err79];
}
else {
vErrors.push(err79);
}
errors++;
}
if((typeof data29 == "number") && (isFinite(data29))){
if(data29 > 1000000 || isNaN(data29)){
const err80 = {instancePath:instancePath+"/floor/maxKnown",schemaPath:"defs.schema.json#/definitions/localFloor/properties/maxKnown/maximum",keyword:"maximum",params:{comparison: "<=", limit: 1000000},message:"must be <= 1000000",schema:1000000,parentSchema:schema45.properties.maxKnown,data:data29};
if(vErrors === null){
vErrors = [err80];
}
else {
vErrors.push(err80);
}
errors++;
}
if(data29 < 0 || isNaN(data29)){
const err81 = {instancePath:instancePath+"/floor/maxKnown",schemaPath:"defs.schema.json#/definitions/localFloor/properties/maxKnown/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0",schema:0,parentSchema:schema45.properties.maxKnown,data:data29};
if(vErrors === null){
vErrors = [err81];
}
else {
vErrors.push(err81);
}
errors++;
}
}
let data30 = data25.minCrowd;
if(!(((typeof data30 == "number") && (!(data30 % 1) && !isNaN(data30))) && (isFinite(data30)))){
const err82 = {instancePath:instancePath+"/floor/minCrowd",schemaPath:"defs.schema.json#/definitions/localFloor/properties/minCrowd/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema45.properties.minCrowd.type,parentSchema:schema45.properties.minCrowd,data:data30};
if(vErrors === null){
vErrors = [err82];
}
else {
vErrors.push(err82);
}
errors++;
}
if((typeof data30 == "number") && (isFinite(data30))){
if(data30 > 10000000 || isNaN(data30)){
const err83 = {instancePath:instancePath+"/floor/minCrowd",schemaPath:"defs.schema.json#/definitions/localFloor/properties/minCrowd/maximum",keyword:"maximum",params:{comparison: "<=", limit: 10000000},message:"must be <= 10000000",schema:10000000,parentSchema:schema45.properties.minCrowd,data:data30};
if(vErrors === null){
vErrors = [err83];
}
else {
vErrors.push(err83);
}
errors++;
}
if(data30 < 1 || isNaN(data30)){
const err84 = {instancePath:instancePath+"/floor/minCrowd",schemaPath:"defs.schema.json#/definitions/localFloor/properties/minCrowd/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1",schema:1,parentSchema:schema45.properties.minCrowd,data:data30};
if(vErrors === null){
vErrors = [err84];
}
else {
vErrors.push(err84);
}
errors++;
}
}
let data31 = data25.trust;
if(typeof data31 !== "string"){
const err85 = {instancePath:instancePath+"/floor/trust",schemaPath:"defs.schema.json#/definitions/localFloor/properties/trust/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema45.properties.trust.type,parentSchema:schema45.properties.trust,data:data31};
if(vErrors === null){
vErrors = [err85];
}
else {
vErrors.push(err85);
}
errors++;
}
if(!((data31 === "covert") || (data31 === "active"))){
const err86 = {instancePath:instancePath+"/floor/trust",schemaPath:"defs.schema.json#/definitions/localFloor/properties/trust/enum",keyword:"enum",params:{allowedValues: schema45.properties.trust.enum},message:"must be equal to one of the allowed values",schema:schema45.properties.trust.enum,parentSchema:schema45.properties.trust,data:data31};
if(vErrors === null){
vErrors = [err86];
}
else {
vErrors.push(err86);
}
errors++;
}
if(data25.minPatienceSeconds !== undefined){
let data32 = data25.minPatienceSeconds;
if(!(((typeof data32 == "number") && (!(data32 % 1) && !isNaN(data32))) && (isFinite(data32)))){
const err87 = {instancePath:instancePath+"/floor/minPatienceSeconds",schemaPath:"defs.schema.json#/definitions/localFloor/properties/minPatienceSeconds/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema45.properties.minPatienceSeconds.type,parentSchema:schema45.properties.minPatienceSeconds,data:data32};
if(vErrors === null){
vErrors = [err87];
}
else {
vErrors.push(err87);
}
errors++;
}
if((typeof data32 == "number") && (isFinite(data32))){
if(data32 > 604800 || isNaN(data32)){
const err88 = {instancePath:instancePath+"/floor/minPatienceSeconds",schemaPath:"defs.schema.json#/definitions/localFloor/properties/minPatienceSeconds/maximum",keyword:"maximum",params:{comparison: "<=", limit: 604800},message:"must be <= 604800",schema:604800,parentSchema:schema45.properties.minPatienceSeconds,data:data32};
if(vErrors === null){
vErrors = [err88];
}
else {
vErrors.push(err88);
}
errors++;
}
if(data32 < 0 || isNaN(data32)){
const err89 = {instancePath:instancePath+"/floor/minPatienceSeconds",schemaPath:"defs.schema.json#/definitions/localFloor/properties/minPatienceSeconds/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0",schema:0,parentSchema:schema45.properties.minPatienceSeconds,data:data32};
if(vErrors === null){
vErrors = [err89];
}
else {
vErrors.push(err89);
}
errors++;
}
}
}
if(data25.maxRates !== undefined){
let data33 = data25.maxRates;
if(!(((typeof data33 == "number") && (!(data33 % 1) && !isNaN(data33))) && (isFinite(data33)))){
const err90 = {instancePath:instancePath+"/floor/maxRates",schemaPath:"defs.schema.json#/definitions/localFloor/properties/maxRates/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema45.properties.maxRates.type,parentSchema:schema45.properties.maxRates,data:data33};
if(vErrors === null){
vErrors = [err90];
}
else {
vErrors.push(err90);
}
errors++;
}
if((typeof data33 == "number") && (isFinite(data33))){
if(data33 > 48 || isNaN(data33)){
const err91 = {instancePath:instancePath+"/floor/maxRates",schemaPath:"defs.schema.json#/definitions/localFloor/properties/maxRates/maximum",keyword:"maximum",params:{comparison: "<=", limit: 48},message:"must be <= 48",schema:48,parentSchema:schema45.properties.maxRates,data:data33};
if(vErrors === null){
vErrors = [err91];
}
else {
vErrors.push(err91);
}
errors++;
}
if(data33 < 1 || isNaN(data33)){
const err92 = {instancePath:instancePath+"/floor/maxRates",schemaPath:"defs.schema.json#/definitions/localFloor/properties/maxRates/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1",schema:1,parentSchema:schema45.properties.maxRates,data:data33};
if(vErrors === null){
vErrors = [err92];
}
else {
vErrors.push(err92);
}
errors++;
}
}
}
if(data25.maxAtoms !== undefined){
let data34 = data25.maxAtoms;
if(!(((typeof data34 == "number") && (!(data34 % 1) && !isNaN(data34))) && (isFinite(data34)))){
const err93 = {instancePath:instancePath+"/floor/maxAtoms",schemaPath:"defs.schema.json#/definitions/localFloor/properties/maxAtoms/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema45.properties.maxAtoms.type,parentSchema:schema45.properties.maxAtoms,data:data34};
if(vErrors === null){
vErrors = [err93];
}
else {
vErrors.push(err93);
}
errors++;
}
if((typeof data34 == "number") && (isFinite(data34))){
if(data34 > 4096 || isNaN(data34)){
const err94 = {instancePath:instancePath+"/floor/maxAtoms",schemaPath:"defs.schema.json#/definitions/localFloor/properties/maxAtoms/maximum",keyword:"maximum",params:{comparison: "<=", limit: 4096},message:"must be <= 4096",schema:4096,parentSchema:schema45.properties.maxAtoms,data:data34};
if(vErrors === null){
vErrors = [err94];
}
else {
vErrors.push(err94);
}
errors++;
}
if(data34 < 1 || isNaN(data34)){
const err95 = {instancePath:instancePath+"/floor/maxAtoms",schemaPath:"defs.schema.json#/definitions/localFloor/properties/maxAtoms/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1",schema:1,parentSchema:schema45.properties.maxAtoms,data:data34};
if(vErrors === null){
vErrors = [err95];
}
else {
vErrors.push(err95);
}
errors++;
}
}
}
if(data25.dynamic !== undefined){
let data35 = data25.dynamic;
if(typeof data35 !== "boolean"){
const err96 = {instancePath:instancePath+"/floor/dynamic",schemaPath:"defs.schema.json#/definitions/localFloor/properties/dynamic/type",keyword:"type",params:{type: "boolean"},message:"must be boolean",schema:schema45.properties.dynamic.type,parentSchema:schema45.properties.dynamic,data:data35};
if(vErrors === null){
vErrors = [err96];
}
else {
vErrors.push(err96);
}
errors++;
}
}
}
else {
const err97 = {instancePath:instancePath+"/floor",schemaPath:"defs.schema.json#/definitions/localFloor/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema45.type,parentSchema:schema45,data:data25};
if(vErrors === null){
vErrors = [err97];
}
else {
vErrors.push(err97);
}
errors++;
}
if(data.approvedMeters !== undefined){
let data36 = data.approvedMeters;
if(typeof data36 === "string"){
if(func2(data36) > 4096){
const err98 = {instancePath:instancePath+"/approvedMeters",schemaPath:"#/properties/approvedMeters/maxLength",keyword:"maxLength",params:{limit: 4096},message:"must NOT have more than 4096 characters",schema:4096,parentSchema:schema34.properties.approvedMeters,data:data36};
if(vErrors === null){
vErrors = [err98];
}
else {
vErrors.push(err98);
}
errors++;
}
if(func2(data36) < 1){
const err99 = {instancePath:instancePath+"/approvedMeters",schemaPath:"#/properties/approvedMeters/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema34.properties.approvedMeters,data:data36};
if(vErrors === null){
vErrors = [err99];
}
else {
vErrors.push(err99);
}
errors++;
}
}
else {
const err100 = {instancePath:instancePath+"/approvedMeters",schemaPath:"#/properties/approvedMeters/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema34.properties.approvedMeters.type,parentSchema:schema34.properties.approvedMeters,data:data36};
if(vErrors === null){
vErrors = [err100];
}
else {
vErrors.push(err100);
}
errors++;
}
}
let data37 = data.sessionCacheSize;
if(!(((typeof data37 == "number") && (!(data37 % 1) && !isNaN(data37))) && (isFinite(data37)))){
const err101 = {instancePath:instancePath+"/sessionCacheSize",schemaPath:"#/properties/sessionCacheSize/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema34.properties.sessionCacheSize.type,parentSchema:schema34.properties.sessionCacheSize,data:data37};
if(vErrors === null){
vErrors = [err101];
}
else {
vErrors.push(err101);
}
errors++;
}
if((typeof data37 == "number") && (isFinite(data37))){
if(data37 > 10000000 || isNaN(data37)){
const err102 = {instancePath:instancePath+"/sessionCacheSize",schemaPath:"#/properties/sessionCacheSize/maximum",keyword:"maximum",params:{comparison: "<=", limit: 10000000},message:"must be <= 10000000",schema:10000000,parentSchema:schema34.properties.sessionCacheSize,data:data37};
if(vErrors === null){
vErrors = [err102];
}
else {
vErrors.push(err102);
}
errors++;
}
if(data37 < 16 || isNaN(data37)){
const err103 = {instancePath:instancePath+"/sessionCacheSize",schemaPath:"#/properties/sessionCacheSize/minimum",keyword:"minimum",params:{comparison: ">=", limit: 16},message:"must be >= 16",schema:16,parentSchema:schema34.properties.sessionCacheSize,data:data37};
if(vErrors === null){
vErrors = [err103];
}
else {
vErrors.push(err103);
}
errors++;
}
}
if(data.test !== undefined){
let data38 = data.test;
if(data38 && typeof data38 == "object" && !Array.isArray(data38)){
for(const key7 in data38){
if(!(((key7 === "lieWh") || (key7 === "unsealed")) || (key7 === "lateCommitMs"))){
const err104 = {instancePath:instancePath+"/test",schemaPath:"#/properties/test/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key7},message:"must NOT have additional properties",schema:false,parentSchema:schema34.properties.test,data:data38};
if(vErrors === null){
vErrors = [err104];
}
else {
vErrors.push(err104);
}
errors++;
}
}
if(data38.lieWh !== undefined){
let data39 = data38.lieWh;
if(!(((typeof data39 == "number") && (!(data39 % 1) && !isNaN(data39))) && (isFinite(data39)))){
const err105 = {instancePath:instancePath+"/test/lieWh",schemaPath:"#/properties/test/properties/lieWh/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema34.properties.test.properties.lieWh.type,parentSchema:schema34.properties.test.properties.lieWh,data:data39};
if(vErrors === null){
vErrors = [err105];
}
else {
vErrors.push(err105);
}
errors++;
}
if((typeof data39 == "number") && (isFinite(data39))){
if(data39 > 1000000000 || isNaN(data39)){
const err106 = {instancePath:instancePath+"/test/lieWh",schemaPath:"#/properties/test/properties/lieWh/maximum",keyword:"maximum",params:{comparison: "<=", limit: 1000000000},message:"must be <= 1000000000",schema:1000000000,parentSchema:schema34.properties.test.properties.lieWh,data:data39};
if(vErrors === null){
vErrors = [err106];
}
else {
vErrors.push(err106);
}
errors++;
}
if(data39 < -1000000000 || isNaN(data39)){
const err107 = {instancePath:instancePath+"/test/lieWh",schemaPath:"#/properties/test/properties/lieWh/minimum",keyword:"minimum",params:{comparison: ">=", limit: -1000000000},message:"must be >= -1000000000",schema:-1000000000,parentSchema:schema34.properties.test.properties.lieWh,data:data39};
if(vErrors === null){
vErrors = [err107];
}
else {
vErrors.push(err107);
}
errors++;
}
}
}
if(data38.unsealed !== undefined){
let data40 = data38.unsealed;
if(typeof data40 !== "boolean"){
const err108 = {instancePath:instancePath+"/test/unsealed",schemaPath:"#/properties/test/properties/unsealed/type",keyword:"type",params:{type: "boolean"},message:"must be boolean",schema:schema34.properties.test.properties.unsealed.type,parentSchema:schema34.properties.test.properties.unsealed,data:data40};
if(vErrors === null){
vErrors = [err108];
}
else {
vErrors.push(err108);
}
errors++;
}
}
if(data38.lateCommitMs !== undefined){
let data41 = data38.lateCommitMs;
if(!(((typeof data41 == "number") && (!(data41 % 1) && !isNaN(data41))) && (isFinite(data41)))){
const err109 = {instancePath:instancePath+"/test/lateCommitMs",schemaPath:"#/properties/test/properties/lateCommitMs/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema34.properties.test.properties.lateCommitMs.type,parentSchema:schema34.properties.test.properties.lateCommitMs,data:data41};
if(vErrors === null){
vErrors = [err109];
}
else {
vErrors.push(err109);
}
errors++;
}
if((typeof data41 == "number") && (isFinite(data41))){
if(data41 > 60000 || isNaN(data41)){
const err110 = {instancePath:instancePath+"/test/lateCommitMs",schemaPath:"#/properties/test/properties/lateCommitMs/maximum",keyword:"maximum",params:{comparison: "<=", limit: 60000},message:"must be <= 60000",schema:60000,parentSchema:schema34.properties.test.properties.lateCommitMs,data:data41};
if(vErrors === null){
vErrors = [err110];
}
else {
vErrors.push(err110);
}
errors++;
}
if(data41 < 1 || isNaN(data41)){
const err111 = {instancePath:instancePath+"/test/lateCommitMs",schemaPath:"#/properties/test/properties/lateCommitMs/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1",schema:1,parentSchema:schema34.properties.test.properties.lateCommitMs,data:data41};
if(vErrors === null){
vErrors = [err111];
}
else {
vErrors.push(err111);
}
errors++;
}
}
}
}
else {
const err112 = {instancePath:instancePath+"/test",schemaPath:"#/properties/test/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema34.properties.test.type,parentSchema:schema34.properties.test,data:data38};
if(vErrors === null){
vErrors = [err112];
}
else {
vErrors.push(err112);
}
errors++;
}
}
}
else {
const err113 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema34.type,parentSchema:schema34,data};
if(vErrors === null){
vErrors = [err113];
}
else {
vErrors.push(err113);
}
errors++;
}
validate16.errors = vErrors;
return errors === 0;
}

const config_authority = validate20;
const schema46 = {"$schema":"http://json-schema.org/draft-07/schema#","$id":"config-authority.schema.json","title":"AuthorityConfig","type":"object","additionalProperties":false,"required":["role","deployment","port","intervalSeconds"],"properties":{"role":{"const":"authority","type":"string"},"deployment":{"$ref":"defs.schema.json#/definitions/deployment"},"host":{"type":"string","minLength":1,"maxLength":253,"default":"127.0.0.1"},"port":{"type":"integer","minimum":0,"maximum":65535},"topicRoot":{"$ref":"defs.schema.json#/definitions/topicRoot","default":"grid"},"hosts":{"type":"array","items":{"type":"string","minLength":1,"maxLength":253},"minItems":0,"maxItems":64,"default":[]},"brokerHosts":{"type":"array","items":{"type":"string","minLength":1,"maxLength":253},"minItems":0,"maxItems":64,"default":[]},"broker":{"type":"string","minLength":1,"maxLength":4096},"operatorBrokers":{"type":"array","items":{"type":"string","minLength":1,"maxLength":4096},"minItems":0,"maxItems":16,"default":[]},"roster":{"type":"string","minLength":1,"maxLength":4096},"intervalSeconds":{"type":"integer","minimum":60,"maximum":86400},"intervalOffsetSeconds":{"type":"integer","minimum":0,"maximum":86399,"default":0},"leafDays":{"type":"integer","minimum":1,"maximum":825,"default":90},"log":{"$ref":"defs.schema.json#/definitions/logConfig","default":{}},"metrics":{"$ref":"defs.schema.json#/definitions/metricsConfig"}}};

function validate20(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="config-authority.schema.json" */;
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.host === undefined){
data.host = "127.0.0.1";
}
if(data.topicRoot === undefined){
data.topicRoot = "grid";
}
if(data.hosts === undefined){
data.hosts = [];
}
if(data.brokerHosts === undefined){
data.brokerHosts = [];
}
if(data.operatorBrokers === undefined){
data.operatorBrokers = [];
}
if(data.intervalOffsetSeconds === undefined){
data.intervalOffsetSeconds = 0;
}
if(data.leafDays === undefined){
data.leafDays = 90;
}
if(data.log === undefined){
data.log = {};
}
if(data.role === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "role"},message:"must have required property '"+"role"+"'",schema:schema46.required,parentSchema:schema46,data};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(data.deployment === undefined){
const err1 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "deployment"},message:"must have required property '"+"deployment"+"'",schema:schema46.required,parentSchema:schema46,data};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
if(data.port === undefined){
const err2 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "port"},message:"must have required property '"+"port"+"'",schema:schema46.required,parentSchema:schema46,data};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
if(data.intervalSeconds === undefined){
const err3 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "intervalSeconds"},message:"must have required property '"+"intervalSeconds"+"'",schema:schema46.required,parentSchema:schema46,data};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
for(const key0 in data){
if(!(func4.call(schema46.properties, key0))){
const err4 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties",schema:false,parentSchema:schema46,data};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
}
if(data.role !== undefined){
let data0 = data.role;
if(typeof data0 !== "string"){
const err5 = {instancePath:instancePath+"/role",schemaPath:"#/properties/role/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema46.properties.role.type,parentSchema:schema46.properties.role,data:data0};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
if("authority" !== data0){
const err6 = {instancePath:instancePath+"/role",schemaPath:"#/properties/role/const",keyword:"const",params:{allowedValue: "authority"},message:"must be equal to constant",schema:"authority",parentSchema:schema46.properties.role,data:data0};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
}
if(data.deployment !== undefined){
let data1 = data.deployment;
if(typeof data1 === "string"){
if(!pattern2.test(data1)){
const err7 = {instancePath:instancePath+"/deployment",schemaPath:"defs.schema.json#/definitions/deployment/pattern",keyword:"pattern",params:{pattern: "^[a-z0-9][a-z0-9-]{0,62}$"},message:"must match pattern \""+"^[a-z0-9][a-z0-9-]{0,62}$"+"\"",schema:"^[a-z0-9][a-z0-9-]{0,62}$",parentSchema:schema16,data:data1};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
}
else {
const err8 = {instancePath:instancePath+"/deployment",schemaPath:"defs.schema.json#/definitions/deployment/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema16.type,parentSchema:schema16,data:data1};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
}
let data2 = data.host;
if(typeof data2 === "string"){
if(func2(data2) > 253){
const err9 = {instancePath:instancePath+"/host",schemaPath:"#/properties/host/maxLength",keyword:"maxLength",params:{limit: 253},message:"must NOT have more than 253 characters",schema:253,parentSchema:schema46.properties.host,data:data2};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
if(func2(data2) < 1){
const err10 = {instancePath:instancePath+"/host",schemaPath:"#/properties/host/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema46.properties.host,data:data2};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
}
else {
const err11 = {instancePath:instancePath+"/host",schemaPath:"#/properties/host/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema46.properties.host.type,parentSchema:schema46.properties.host,data:data2};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
if(data.port !== undefined){
let data3 = data.port;
if(!(((typeof data3 == "number") && (!(data3 % 1) && !isNaN(data3))) && (isFinite(data3)))){
const err12 = {instancePath:instancePath+"/port",schemaPath:"#/properties/port/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema46.properties.port.type,parentSchema:schema46.properties.port,data:data3};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
if((typeof data3 == "number") && (isFinite(data3))){
if(data3 > 65535 || isNaN(data3)){
const err13 = {instancePath:instancePath+"/port",schemaPath:"#/properties/port/maximum",keyword:"maximum",params:{comparison: "<=", limit: 65535},message:"must be <= 65535",schema:65535,parentSchema:schema46.properties.port,data:data3};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
if(data3 < 0 || isNaN(data3)){
const err14 = {instancePath:instancePath+"/port",schemaPath:"#/properties/port/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0",schema:0,parentSchema:schema46.properties.port,data:data3};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
}
}
let data4 = data.topicRoot;
if(typeof data4 === "string"){
if(func2(data4) > 64){
const err15 = {instancePath:instancePath+"/topicRoot",schemaPath:"defs.schema.json#/definitions/topicRoot/maxLength",keyword:"maxLength",params:{limit: 64},message:"must NOT have more than 64 characters",schema:64,parentSchema:schema39,data:data4};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
if(func2(data4) < 1){
const err16 = {instancePath:instancePath+"/topicRoot",schemaPath:"defs.schema.json#/definitions/topicRoot/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema39,data:data4};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
if(!pattern17.test(data4)){
const err17 = {instancePath:instancePath+"/topicRoot",schemaPath:"defs.schema.json#/definitions/topicRoot/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9][A-Za-z0-9_-]*(/[A-Za-z0-9][A-Za-z0-9_-]*){0,7}$"},message:"must match pattern \""+"^[A-Za-z0-9][A-Za-z0-9_-]*(/[A-Za-z0-9][A-Za-z0-9_-]*){0,7}$"+"\"",schema:"^[A-Za-z0-9][A-Za-z0-9_-]*(/[A-Za-z0-9][A-Za-z0-9_-]*){0,7}$",parentSchema:schema39,data:data4};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
}
else {
const err18 = {instancePath:instancePath+"/topicRoot",schemaPath:"defs.schema.json#/definitions/topicRoot/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema39.type,parentSchema:schema39,data:data4};
if(vErrors === null){
vErrors = [err18];
}
else {
vErrors.push(err18);
}
errors++;
}
let data5 = data.hosts;
if(Array.isArray(data5)){
if(data5.length > 64){
const err19 = {instancePath:instancePath+"/hosts",schemaPath:"#/properties/hosts/maxItems",keyword:"maxItems",params:{limit: 64},message:"must NOT have more than 64 items",schema:64,parentSchema:schema46.properties.hosts,data:data5};
if(vErrors === null){
vErrors = [err19];
}
else {
vErrors.push(err19);
}
errors++;
}
if(data5.length < 0){
const err20 = {instancePath:instancePath+"/hosts",schemaPath:"#/properties/hosts/minItems",keyword:"minItems",params:{limit: 0},message:"must NOT have fewer than 0 items",schema:0,parentSchema:schema46.properties.hosts,data:data5};
if(vErrors === null){
vErrors = [err20];
}
else {
vErrors.push(err20);
}
errors++;
}
const len0 = data5.length;
for(let i0=0; i0<len0; i0++){
let data6 = data5[i0];
if(typeof data6 === "string"){
if(func2(data6) > 253){
const err21 = {instancePath:instancePath+"/hosts/" + i0,schemaPath:"#/properties/hosts/items/maxLength",keyword:"maxLength",params:{limit: 253},message:"must NOT have more than 253 characters",schema:253,parentSchema:schema46.properties.hosts.items,data:data6};
if(vErrors === null){
vErrors = [err21];
}
else {
vErrors.push(err21);
}
errors++;
}
if(func2(data6) < 1){
const err22 = {instancePath:instancePath+"/hosts/" + i0,schemaPath:"#/properties/hosts/items/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema46.properties.hosts.items,data:data6};
if(vErrors === null){
vErrors = [err22];
}
else {
vErrors.push(err22);
}
errors++;
}
}
else {
const err23 = {instancePath:instancePath+"/hosts/" + i0,schemaPath:"#/properties/hosts/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema46.properties.hosts.items.type,parentSchema:schema46.properties.hosts.items,data:data6};
if(vErrors === null){
vErrors = [err23];
}
else {
vErrors.push(err23);
}
errors++;
}
}
}
else {
const err24 = {instancePath:instancePath+"/hosts",schemaPath:"#/properties/hosts/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema46.properties.hosts.type,parentSchema:schema46.properties.hosts,data:data5};
if(vErrors === null){
vErrors = [err24];
}
else {
vErrors.push(err24);
}
errors++;
}
let data7 = data.brokerHosts;
if(Array.isArray(data7)){
if(data7.length > 64){
const err25 = {instancePath:instancePath+"/brokerHosts",schemaPath:"#/properties/brokerHosts/maxItems",keyword:"maxItems",params:{limit: 64},message:"must NOT have more than 64 items",schema:64,parentSchema:schema46.properties.brokerHosts,data:data7};
if(vErrors === null){
vErrors = [err25];
}
else {
vErrors.push(err25);
}
errors++;
}
if(data7.length < 0){
const err26 = {instancePath:instancePath+"/brokerHosts",schemaPath:"#/properties/brokerHosts/minItems",keyword:"minItems",params:{limit: 0},message:"must NOT have fewer than 0 items",schema:0,parentSchema:schema46.properties.brokerHosts,data:data7};
if(vErrors === null){
vErrors = [err26];
}
else {
vErrors.push(err26);
}
errors++;
}
const len1 = data7.length;
for(let i1=0; i1<len1; i1++){
let data8 = data7[i1];
if(typeof data8 === "string"){
if(func2(data8) > 253){
const err27 = {instancePath:instancePath+"/brokerHosts/" + i1,schemaPath:"#/properties/brokerHosts/items/maxLength",keyword:"maxLength",params:{limit: 253},message:"must NOT have more than 253 characters",schema:253,parentSchema:schema46.properties.brokerHosts.items,data:data8};
if(vErrors === null){
vErrors = [err27];
}
else {
vErrors.push(err27);
}
errors++;
}
if(func2(data8) < 1){
const err28 = {instancePath:instancePath+"/brokerHosts/" + i1,schemaPath:"#/properties/brokerHosts/items/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema46.properties.brokerHosts.items,data:data8};
if(vErrors === null){
vErrors = [err28];
}
else {
vErrors.push(err28);
}
errors++;
}
}
else {
const err29 = {instancePath:instancePath+"/brokerHosts/" + i1,schemaPath:"#/properties/brokerHosts/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema46.properties.brokerHosts.items.type,parentSchema:schema46.properties.brokerHosts.items,data:data8};
if(vErrors === null){
vErrors = [err29];
}
else {
vErrors.push(err29);
}
errors++;
}
}
}
else {
const err30 = {instancePath:instancePath+"/brokerHosts",schemaPath:"#/properties/brokerHosts/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema46.properties.brokerHosts.type,parentSchema:schema46.properties.brokerHosts,data:data7};
if(vErrors === null){
vErrors = [err30];
}
else {
vErrors.push(err30);
}
errors++;
}
if(data.broker !== undefined){
let data9 = data.broker;
if(typeof data9 === "string"){
if(func2(data9) > 4096){
const err31 = {instancePath:instancePath+"/broker",schemaPath:"#/properties/broker/maxLength",keyword:"maxLength",params:{limit: 4096},message:"must NOT have more than 4096 characters",schema:4096,parentSchema:schema46.properties.broker,data:data9};
if(vErrors === null){
vErrors = [err31];
}
else {
vErrors.push(err31);
}
errors++;
}
if(func2(data9) < 1){
const err32 = {instancePath:instancePath+"/broker",schemaPath:"#/properties/broker/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema46.properties.broker,data:data9};
if(vErrors === null){
vErrors = [err32];
}
else {
vErrors.push(err32);
}
errors++;
}
}
else {
const err33 = {instancePath:instancePath+"/broker",schemaPath:"#/properties/broker/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema46.properties.broker.type,parentSchema:schema46.properties.broker,data:data9};
if(vErrors === null){
vErrors = [err33];
}
else {
vErrors.push(err33);
}
errors++;
}
}
let data10 = data.operatorBrokers;
if(Array.isArray(data10)){
if(data10.length > 16){
const err34 = {instancePath:instancePath+"/operatorBrokers",schemaPath:"#/properties/operatorBrokers/maxItems",keyword:"maxItems",params:{limit: 16},message:"must NOT have more than 16 items",schema:16,parentSchema:schema46.properties.operatorBrokers,data:data10};
if(vErrors === null){
vErrors = [err34];
}
else {
vErrors.push(err34);
}
errors++;
}
if(data10.length < 0){
const err35 = {instancePath:instancePath+"/operatorBrokers",schemaPath:"#/properties/operatorBrokers/minItems",keyword:"minItems",params:{limit: 0},message:"must NOT have fewer than 0 items",schema:0,parentSchema:schema46.properties.operatorBrokers,data:data10};
if(vErrors === null){
vErrors = [err35];
}
else {
vErrors.push(err35);
}
errors++;
}
const len2 = data10.length;
for(let i2=0; i2<len2; i2++){
let data11 = data10[i2];
if(typeof data11 === "string"){
if(func2(data11) > 4096){
const err36 = {instancePath:instancePath+"/operatorBrokers/" + i2,schemaPath:"#/properties/operatorBrokers/items/maxLength",keyword:"maxLength",params:{limit: 4096},message:"must NOT have more than 4096 characters",schema:4096,parentSchema:schema46.properties.operatorBrokers.items,data:data11};
if(vErrors === null){
vErrors = [err36];
}
else {
vErrors.push(err36);
}
errors++;
}
if(func2(data11) < 1){
const err37 = {instancePath:instancePath+"/operatorBrokers/" + i2,schemaPath:"#/properties/operatorBrokers/items/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema46.properties.operatorBrokers.items,data:data11};
if(vErrors === null){
vErrors = [err37];
}
else {
vErrors.push(err37);
}
errors++;
}
}
else {
const err38 = {instancePath:instancePath+"/operatorBrokers/" + i2,schemaPath:"#/properties/operatorBrokers/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema46.properties.operatorBrokers.items.type,parentSchema:schema46.properties.operatorBrokers.items,data:data11};
if(vErrors === null){
vErrors = [err38];
}
else {
vErrors.push(err38);
}
errors++;
}
}
}
else {
const err39 = {instancePath:instancePath+"/operatorBrokers",schemaPath:"#/properties/operatorBrokers/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema46.properties.operatorBrokers.type,parentSchema:schema46.properties.operatorBrokers,data:data10};
if(vErrors === null){
vErrors = [err39];
}
else {
vErrors.push(err39);
}
errors++;
}
if(data.roster !== undefined){
let data12 = data.roster;
if(typeof data12 === "string"){
if(func2(data12) > 4096){
const err40 = {instancePath:instancePath+"/roster",schemaPath:"#/properties/roster/maxLength",keyword:"maxLength",params:{limit: 4096},message:"must NOT have more than 4096 characters",schema:4096,parentSchema:schema46.properties.roster,data:data12};
if(vErrors === null){
vErrors = [err40];
}
else {
vErrors.push(err40);
}
errors++;
}
if(func2(data12) < 1){
const err41 = {instancePath:instancePath+"/roster",schemaPath:"#/properties/roster/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema46.properties.roster,data:data12};
if(vErrors === null){
vErrors = [err41];
}
else {
vErrors.push(err41);
}
errors++;
}
}
else {
const err42 = {instancePath:instancePath+"/roster",schemaPath:"#/properties/roster/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema46.properties.roster.type,parentSchema:schema46.properties.roster,data:data12};
if(vErrors === null){
vErrors = [err42];
}
else {
vErrors.push(err42);
}
errors++;
}
}
if(data.intervalSeconds !== undefined){
let data13 = data.intervalSeconds;
if(!(((typeof data13 == "number") && (!(data13 % 1) && !isNaN(data13))) && (isFinite(data13)))){
const err43 = {instancePath:instancePath+"/intervalSeconds",schemaPath:"#/properties/intervalSeconds/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema46.properties.intervalSeconds.type,parentSchema:schema46.properties.intervalSeconds,data:data13};
if(vErrors === null){
vErrors = [err43];
}
else {
vErrors.push(err43);
}
errors++;
}
if((typeof data13 == "number") && (isFinite(data13))){
if(data13 > 86400 || isNaN(data13)){
const err44 = {instancePath:instancePath+"/intervalSeconds",schemaPath:"#/properties/intervalSeconds/maximum",keyword:"maximum",params:{comparison: "<=", limit: 86400},message:"must be <= 86400",schema:86400,parentSchema:schema46.properties.intervalSeconds,data:data13};
if(vErrors === null){
vErrors = [err44];
}
else {
vErrors.push(err44);
}
errors++;
}
if(data13 < 60 || isNaN(data13)){
const err45 = {instancePath:instancePath+"/intervalSeconds",schemaPath:"#/properties/intervalSeconds/minimum",keyword:"minimum",params:{comparison: ">=", limit: 60},message:"must be >= 60",schema:60,parentSchema:schema46.properties.intervalSeconds,data:data13};
if(vErrors === null){
vErrors = [err45];
}
else {
vErrors.push(err45);
}
errors++;
}
}
}
let data14 = data.intervalOffsetSeconds;
if(!(((typeof data14 == "number") && (!(data14 % 1) && !isNaN(data14))) && (isFinite(data14)))){
const err46 = {instancePath:instancePath+"/intervalOffsetSeconds",schemaPath:"#/properties/intervalOffsetSeconds/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema46.properties.intervalOffsetSeconds.type,parentSchema:schema46.properties.intervalOffsetSeconds,data:data14};
if(vErrors === null){
vErrors = [err46];
}
else {
vErrors.push(err46);
}
errors++;
}
if((typeof data14 == "number") && (isFinite(data14))){
if(data14 > 86399 || isNaN(data14)){
const err47 = {instancePath:instancePath+"/intervalOffsetSeconds",schemaPath:"#/properties/intervalOffsetSeconds/maximum",keyword:"maximum",params:{comparison: "<=", limit: 86399},message:"must be <= 86399",schema:86399,parentSchema:schema46.properties.intervalOffsetSeconds,data:data14};
if(vErrors === null){
vErrors = [err47];
}
else {
vErrors.push(err47);
}
errors++;
}
if(data14 < 0 || isNaN(data14)){
const err48 = {instancePath:instancePath+"/intervalOffsetSeconds",schemaPath:"#/properties/intervalOffsetSeconds/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0",schema:0,parentSchema:schema46.properties.intervalOffsetSeconds,data:data14};
if(vErrors === null){
vErrors = [err48];
}
else {
vErrors.push(err48);
}
errors++;
}
}
let data15 = data.leafDays;
if(!(((typeof data15 == "number") && (!(data15 % 1) && !isNaN(data15))) && (isFinite(data15)))){
const err49 = {instancePath:instancePath+"/leafDays",schemaPath:"#/properties/leafDays/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema46.properties.leafDays.type,parentSchema:schema46.properties.leafDays,data:data15};
if(vErrors === null){
vErrors = [err49];
}
else {
vErrors.push(err49);
}
errors++;
}
if((typeof data15 == "number") && (isFinite(data15))){
if(data15 > 825 || isNaN(data15)){
const err50 = {instancePath:instancePath+"/leafDays",schemaPath:"#/properties/leafDays/maximum",keyword:"maximum",params:{comparison: "<=", limit: 825},message:"must be <= 825",schema:825,parentSchema:schema46.properties.leafDays,data:data15};
if(vErrors === null){
vErrors = [err50];
}
else {
vErrors.push(err50);
}
errors++;
}
if(data15 < 1 || isNaN(data15)){
const err51 = {instancePath:instancePath+"/leafDays",schemaPath:"#/properties/leafDays/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1",schema:1,parentSchema:schema46.properties.leafDays,data:data15};
if(vErrors === null){
vErrors = [err51];
}
else {
vErrors.push(err51);
}
errors++;
}
}
let data16 = data.log;
if(data16 && typeof data16 == "object" && !Array.isArray(data16)){
if(data16.level === undefined){
data16.level = "info";
}
for(const key1 in data16){
if(!(key1 === "level")){
const err52 = {instancePath:instancePath+"/log",schemaPath:"defs.schema.json#/definitions/logConfig/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key1},message:"must NOT have additional properties",schema:false,parentSchema:schema42,data:data16};
if(vErrors === null){
vErrors = [err52];
}
else {
vErrors.push(err52);
}
errors++;
}
}
let data17 = data16.level;
if(typeof data17 !== "string"){
const err53 = {instancePath:instancePath+"/log/level",schemaPath:"defs.schema.json#/definitions/logConfig/properties/level/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema42.properties.level.type,parentSchema:schema42.properties.level,data:data17};
if(vErrors === null){
vErrors = [err53];
}
else {
vErrors.push(err53);
}
errors++;
}
if(!((((((data17 === "trace") || (data17 === "debug")) || (data17 === "info")) || (data17 === "warn")) || (data17 === "error")) || (data17 === "silent"))){
const err54 = {instancePath:instancePath+"/log/level",schemaPath:"defs.schema.json#/definitions/logConfig/properties/level/enum",keyword:"enum",params:{allowedValues: schema42.properties.level.enum},message:"must be equal to one of the allowed values",schema:schema42.properties.level.enum,parentSchema:schema42.properties.level,data:data17};
if(vErrors === null){
vErrors = [err54];
}
else {
vErrors.push(err54);
}
errors++;
}
}
else {
const err55 = {instancePath:instancePath+"/log",schemaPath:"defs.schema.json#/definitions/logConfig/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema42.type,parentSchema:schema42,data:data16};
if(vErrors === null){
vErrors = [err55];
}
else {
vErrors.push(err55);
}
errors++;
}
if(data.metrics !== undefined){
let data18 = data.metrics;
if(data18 && typeof data18 == "object" && !Array.isArray(data18)){
if(data18.listen === undefined){
const err56 = {instancePath:instancePath+"/metrics",schemaPath:"defs.schema.json#/definitions/metricsConfig/required",keyword:"required",params:{missingProperty: "listen"},message:"must have required property '"+"listen"+"'",schema:schema43.required,parentSchema:schema43,data:data18};
if(vErrors === null){
vErrors = [err56];
}
else {
vErrors.push(err56);
}
errors++;
}
for(const key2 in data18){
if(!(key2 === "listen")){
const err57 = {instancePath:instancePath+"/metrics",schemaPath:"defs.schema.json#/definitions/metricsConfig/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key2},message:"must NOT have additional properties",schema:false,parentSchema:schema43,data:data18};
if(vErrors === null){
vErrors = [err57];
}
else {
vErrors.push(err57);
}
errors++;
}
}
if(data18.listen !== undefined){
let data19 = data18.listen;
if(typeof data19 === "string"){
if(func2(data19) > 260){
const err58 = {instancePath:instancePath+"/metrics/listen",schemaPath:"defs.schema.json#/definitions/metricsConfig/properties/listen/maxLength",keyword:"maxLength",params:{limit: 260},message:"must NOT have more than 260 characters",schema:260,parentSchema:schema43.properties.listen,data:data19};
if(vErrors === null){
vErrors = [err58];
}
else {
vErrors.push(err58);
}
errors++;
}
if(func2(data19) < 3){
const err59 = {instancePath:instancePath+"/metrics/listen",schemaPath:"defs.schema.json#/definitions/metricsConfig/properties/listen/minLength",keyword:"minLength",params:{limit: 3},message:"must NOT have fewer than 3 characters",schema:3,parentSchema:schema43.properties.listen,data:data19};
if(vErrors === null){
vErrors = [err59];
}
else {
vErrors.push(err59);
}
errors++;
}
if(!pattern19.test(data19)){
const err60 = {instancePath:instancePath+"/metrics/listen",schemaPath:"defs.schema.json#/definitions/metricsConfig/properties/listen/pattern",keyword:"pattern",params:{pattern: "^.+:[0-9]{1,5}$"},message:"must match pattern \""+"^.+:[0-9]{1,5}$"+"\"",schema:"^.+:[0-9]{1,5}$",parentSchema:schema43.properties.listen,data:data19};
if(vErrors === null){
vErrors = [err60];
}
else {
vErrors.push(err60);
}
errors++;
}
}
else {
const err61 = {instancePath:instancePath+"/metrics/listen",schemaPath:"defs.schema.json#/definitions/metricsConfig/properties/listen/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema43.properties.listen.type,parentSchema:schema43.properties.listen,data:data19};
if(vErrors === null){
vErrors = [err61];
}
else {
vErrors.push(err61);
}
errors++;
}
}
}
else {
const err62 = {instancePath:instancePath+"/metrics",schemaPath:"defs.schema.json#/definitions/metricsConfig/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema43.type,parentSchema:schema43,data:data18};
if(vErrors === null){
vErrors = [err62];
}
else {
vErrors.push(err62);
}
errors++;
}
}
}
else {
const err63 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema46.type,parentSchema:schema46,data};
if(vErrors === null){
vErrors = [err63];
}
else {
vErrors.push(err63);
}
errors++;
}
validate20.errors = vErrors;
return errors === 0;
}

const config_broker = validate21;
const schema51 = {"$schema":"http://json-schema.org/draft-07/schema#","$id":"config-broker.schema.json","title":"BrokerConfig","type":"object","additionalProperties":false,"required":["role","port","state"],"properties":{"role":{"const":"broker","type":"string"},"kind":{"type":"string","enum":["embedded","mosquitto"],"default":"embedded"},"host":{"type":"string","minLength":1,"maxLength":253,"default":"127.0.0.1"},"port":{"type":"integer","minimum":0,"maximum":65535},"state":{"type":"string","minLength":1,"maxLength":4096},"allowDebug":{"type":"boolean","default":false},"allowClock":{"type":"boolean","default":false},"sharesTopic":{"type":"string","enum":["aggregator","area","meter"],"default":"aggregator"},"topicRoot":{"$ref":"defs.schema.json#/definitions/topicRoot","default":"grid"},"aggregator":{"type":"integer","minimum":1,"maximum":16},"others":{"type":"array","items":{"type":"string","minLength":1,"maxLength":4096},"minItems":0,"maxItems":64,"default":[]},"maxPacketBytes":{"type":"integer","minimum":1024,"maximum":268435455,"default":4194304},"tls":{"title":"BrokerTlsConfig","type":"object","additionalProperties":false,"required":[],"properties":{"ca":{"type":"string","minLength":1,"maxLength":4096,"default":"ca.pem"},"cert":{"type":"string","minLength":1,"maxLength":4096,"default":"cert.pem"},"key":{"type":"string","minLength":1,"maxLength":4096,"default":"key.pem"},"crl":{"type":"string","minLength":1,"maxLength":4096,"default":"crl.pem"}}},"limits":{"title":"ConnectionLimits","type":"object","additionalProperties":false,"required":[],"properties":{"maxConnections":{"type":"integer","minimum":1,"maximum":1000000,"default":10000},"maxPending":{"type":"integer","minimum":1,"maximum":1000000,"default":1000},"maxPendingPerAddress":{"type":"integer","minimum":1,"maximum":1000000,"default":200},"connectsPerSecond":{"type":"integer","minimum":1,"maximum":1000000,"default":100},"connectWithinMs":{"type":"integer","minimum":100,"maximum":60000,"default":5000}},"default":{}},"log":{"$ref":"defs.schema.json#/definitions/logConfig","default":{}},"metrics":{"$ref":"defs.schema.json#/definitions/metricsConfig"}}};

function validate21(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="config-broker.schema.json" */;
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.kind === undefined){
data.kind = "embedded";
}
if(data.host === undefined){
data.host = "127.0.0.1";
}
if(data.allowDebug === undefined){
data.allowDebug = false;
}
if(data.allowClock === undefined){
data.allowClock = false;
}
if(data.sharesTopic === undefined){
data.sharesTopic = "aggregator";
}
if(data.topicRoot === undefined){
data.topicRoot = "grid";
}
if(data.others === undefined){
data.others = [];
}
if(data.maxPacketBytes === undefined){
data.maxPacketBytes = 4194304;
}
if(data.limits === undefined){
data.limits = {};
}
if(data.log === undefined){
data.log = {};
}
if(data.role === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "role"},message:"must have required property '"+"role"+"'",schema:schema51.required,parentSchema:schema51,data};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(data.port === undefined){
const err1 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "port"},message:"must have required property '"+"port"+"'",schema:schema51.required,parentSchema:schema51,data};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
if(data.state === undefined){
const err2 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "state"},message:"must have required property '"+"state"+"'",schema:schema51.required,parentSchema:schema51,data};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
for(const key0 in data){
if(!(func4.call(schema51.properties, key0))){
const err3 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties",schema:false,parentSchema:schema51,data};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
}
if(data.role !== undefined){
let data0 = data.role;
if(typeof data0 !== "string"){
const err4 = {instancePath:instancePath+"/role",schemaPath:"#/properties/role/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema51.properties.role.type,parentSchema:schema51.properties.role,data:data0};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
if("broker" !== data0){
const err5 = {instancePath:instancePath+"/role",schemaPath:"#/properties/role/const",keyword:"const",params:{allowedValue: "broker"},message:"must be equal to constant",schema:"broker",parentSchema:schema51.properties.role,data:data0};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
}
let data1 = data.kind;
if(typeof data1 !== "string"){
const err6 = {instancePath:instancePath+"/kind",schemaPath:"#/properties/kind/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema51.properties.kind.type,parentSchema:schema51.properties.kind,data:data1};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
if(!((data1 === "embedded") || (data1 === "mosquitto"))){
const err7 = {instancePath:instancePath+"/kind",schemaPath:"#/properties/kind/enum",keyword:"enum",params:{allowedValues: schema51.properties.kind.enum},message:"must be equal to one of the allowed values",schema:schema51.properties.kind.enum,parentSchema:schema51.properties.kind,data:data1};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
let data2 = data.host;
if(typeof data2 === "string"){
if(func2(data2) > 253){
const err8 = {instancePath:instancePath+"/host",schemaPath:"#/properties/host/maxLength",keyword:"maxLength",params:{limit: 253},message:"must NOT have more than 253 characters",schema:253,parentSchema:schema51.properties.host,data:data2};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
if(func2(data2) < 1){
const err9 = {instancePath:instancePath+"/host",schemaPath:"#/properties/host/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema51.properties.host,data:data2};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
}
else {
const err10 = {instancePath:instancePath+"/host",schemaPath:"#/properties/host/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema51.properties.host.type,parentSchema:schema51.properties.host,data:data2};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
if(data.port !== undefined){
let data3 = data.port;
if(!(((typeof data3 == "number") && (!(data3 % 1) && !isNaN(data3))) && (isFinite(data3)))){
const err11 = {instancePath:instancePath+"/port",schemaPath:"#/properties/port/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema51.properties.port.type,parentSchema:schema51.properties.port,data:data3};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
if((typeof data3 == "number") && (isFinite(data3))){
if(data3 > 65535 || isNaN(data3)){
const err12 = {instancePath:instancePath+"/port",schemaPath:"#/properties/port/maximum",keyword:"maximum",params:{comparison: "<=", limit: 65535},message:"must be <= 65535",schema:65535,parentSchema:schema51.properties.port,data:data3};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
if(data3 < 0 || isNaN(data3)){
const err13 = {instancePath:instancePath+"/port",schemaPath:"#/properties/port/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0",schema:0,parentSchema:schema51.properties.port,data:data3};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
}
}
if(data.state !== undefined){
let data4 = data.state;
if(typeof data4 === "string"){
if(func2(data4) > 4096){
const err14 = {instancePath:instancePath+"/state",schemaPath:"#/properties/state/maxLength",keyword:"maxLength",params:{limit: 4096},message:"must NOT have more than 4096 characters",schema:4096,parentSchema:schema51.properties.state,data:data4};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
if(func2(data4) < 1){
const err15 = {instancePath:instancePath+"/state",schemaPath:"#/properties/state/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema51.properties.state,data:data4};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
}
else {
const err16 = {instancePath:instancePath+"/state",schemaPath:"#/properties/state/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema51.properties.state.type,parentSchema:schema51.properties.state,data:data4};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
}
let data5 = data.allowDebug;
if(typeof data5 !== "boolean"){
const err17 = {instancePath:instancePath+"/allowDebug",schemaPath:"#/properties/allowDebug/type",keyword:"type",params:{type: "boolean"},message:"must be boolean",schema:schema51.properties.allowDebug.type,parentSchema:schema51.properties.allowDebug,data:data5};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
let data6 = data.allowClock;
if(typeof data6 !== "boolean"){
const err18 = {instancePath:instancePath+"/allowClock",schemaPath:"#/properties/allowClock/type",keyword:"type",params:{type: "boolean"},message:"must be boolean",schema:schema51.properties.allowClock.type,parentSchema:schema51.properties.allowClock,data:data6};
if(vErrors === null){
vErrors = [err18];
}
else {
vErrors.push(err18);
}
errors++;
}
let data7 = data.sharesTopic;
if(typeof data7 !== "string"){
const err19 = {instancePath:instancePath+"/sharesTopic",schemaPath:"#/properties/sharesTopic/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema51.properties.sharesTopic.type,parentSchema:schema51.properties.sharesTopic,data:data7};
if(vErrors === null){
vErrors = [err19];
}
else {
vErrors.push(err19);
}
errors++;
}
if(!(((data7 === "aggregator") || (data7 === "area")) || (data7 === "meter"))){
const err20 = {instancePath:instancePath+"/sharesTopic",schemaPath:"#/properties/sharesTopic/enum",keyword:"enum",params:{allowedValues: schema51.properties.sharesTopic.enum},message:"must be equal to one of the allowed values",schema:schema51.properties.sharesTopic.enum,parentSchema:schema51.properties.sharesTopic,data:data7};
if(vErrors === null){
vErrors = [err20];
}
else {
vErrors.push(err20);
}
errors++;
}
let data8 = data.topicRoot;
if(typeof data8 === "string"){
if(func2(data8) > 64){
const err21 = {instancePath:instancePath+"/topicRoot",schemaPath:"defs.schema.json#/definitions/topicRoot/maxLength",keyword:"maxLength",params:{limit: 64},message:"must NOT have more than 64 characters",schema:64,parentSchema:schema39,data:data8};
if(vErrors === null){
vErrors = [err21];
}
else {
vErrors.push(err21);
}
errors++;
}
if(func2(data8) < 1){
const err22 = {instancePath:instancePath+"/topicRoot",schemaPath:"defs.schema.json#/definitions/topicRoot/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema39,data:data8};
if(vErrors === null){
vErrors = [err22];
}
else {
vErrors.push(err22);
}
errors++;
}
if(!pattern17.test(data8)){
const err23 = {instancePath:instancePath+"/topicRoot",schemaPath:"defs.schema.json#/definitions/topicRoot/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9][A-Za-z0-9_-]*(/[A-Za-z0-9][A-Za-z0-9_-]*){0,7}$"},message:"must match pattern \""+"^[A-Za-z0-9][A-Za-z0-9_-]*(/[A-Za-z0-9][A-Za-z0-9_-]*){0,7}$"+"\"",schema:"^[A-Za-z0-9][A-Za-z0-9_-]*(/[A-Za-z0-9][A-Za-z0-9_-]*){0,7}$",parentSchema:schema39,data:data8};
if(vErrors === null){
vErrors = [err23];
}
else {
vErrors.push(err23);
}
errors++;
}
}
else {
const err24 = {instancePath:instancePath+"/topicRoot",schemaPath:"defs.schema.json#/definitions/topicRoot/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema39.type,parentSchema:schema39,data:data8};
if(vErrors === null){
vErrors = [err24];
}
else {
vErrors.push(err24);
}
errors++;
}
if(data.aggregator !== undefined){
let data9 = data.aggregator;
if(!(((typeof data9 == "number") && (!(data9 % 1) && !isNaN(data9))) && (isFinite(data9)))){
const err25 = {instancePath:instancePath+"/aggregator",schemaPath:"#/properties/aggregator/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema51.properties.aggregator.type,parentSchema:schema51.properties.aggregator,data:data9};
if(vErrors === null){
vErrors = [err25];
}
else {
vErrors.push(err25);
}
errors++;
}
if((typeof data9 == "number") && (isFinite(data9))){
if(data9 > 16 || isNaN(data9)){
const err26 = {instancePath:instancePath+"/aggregator",schemaPath:"#/properties/aggregator/maximum",keyword:"maximum",params:{comparison: "<=", limit: 16},message:"must be <= 16",schema:16,parentSchema:schema51.properties.aggregator,data:data9};
if(vErrors === null){
vErrors = [err26];
}
else {
vErrors.push(err26);
}
errors++;
}
if(data9 < 1 || isNaN(data9)){
const err27 = {instancePath:instancePath+"/aggregator",schemaPath:"#/properties/aggregator/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1",schema:1,parentSchema:schema51.properties.aggregator,data:data9};
if(vErrors === null){
vErrors = [err27];
}
else {
vErrors.push(err27);
}
errors++;
}
}
}
let data10 = data.others;
if(Array.isArray(data10)){
if(data10.length > 64){
const err28 = {instancePath:instancePath+"/others",schemaPath:"#/properties/others/maxItems",keyword:"maxItems",params:{limit: 64},message:"must NOT have more than 64 items",schema:64,parentSchema:schema51.properties.others,data:data10};
if(vErrors === null){
vErrors = [err28];
}
else {
vErrors.push(err28);
}
errors++;
}
if(data10.length < 0){
const err29 = {instancePath:instancePath+"/others",schemaPath:"#/properties/others/minItems",keyword:"minItems",params:{limit: 0},message:"must NOT have fewer than 0 items",schema:0,parentSchema:schema51.properties.others,data:data10};
if(vErrors === null){
vErrors = [err29];
}
else {
vErrors.push(err29);
}
errors++;
}
const len0 = data10.length;
for(let i0=0; i0<len0; i0++){
let data11 = data10[i0];
if(typeof data11 === "string"){
if(func2(data11) > 4096){
const err30 = {instancePath:instancePath+"/others/" + i0,schemaPath:"#/properties/others/items/maxLength",keyword:"maxLength",params:{limit: 4096},message:"must NOT have more than 4096 characters",schema:4096,parentSchema:schema51.properties.others.items,data:data11};
if(vErrors === null){
vErrors = [err30];
}
else {
vErrors.push(err30);
}
errors++;
}
if(func2(data11) < 1){
const err31 = {instancePath:instancePath+"/others/" + i0,schemaPath:"#/properties/others/items/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema51.properties.others.items,data:data11};
if(vErrors === null){
vErrors = [err31];
}
else {
vErrors.push(err31);
}
errors++;
}
}
else {
const err32 = {instancePath:instancePath+"/others/" + i0,schemaPath:"#/properties/others/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema51.properties.others.items.type,parentSchema:schema51.properties.others.items,data:data11};
if(vErrors === null){
vErrors = [err32];
}
else {
vErrors.push(err32);
}
errors++;
}
}
}
else {
const err33 = {instancePath:instancePath+"/others",schemaPath:"#/properties/others/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema51.properties.others.type,parentSchema:schema51.properties.others,data:data10};
if(vErrors === null){
vErrors = [err33];
}
else {
vErrors.push(err33);
}
errors++;
}
let data12 = data.maxPacketBytes;
if(!(((typeof data12 == "number") && (!(data12 % 1) && !isNaN(data12))) && (isFinite(data12)))){
const err34 = {instancePath:instancePath+"/maxPacketBytes",schemaPath:"#/properties/maxPacketBytes/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema51.properties.maxPacketBytes.type,parentSchema:schema51.properties.maxPacketBytes,data:data12};
if(vErrors === null){
vErrors = [err34];
}
else {
vErrors.push(err34);
}
errors++;
}
if((typeof data12 == "number") && (isFinite(data12))){
if(data12 > 268435455 || isNaN(data12)){
const err35 = {instancePath:instancePath+"/maxPacketBytes",schemaPath:"#/properties/maxPacketBytes/maximum",keyword:"maximum",params:{comparison: "<=", limit: 268435455},message:"must be <= 268435455",schema:268435455,parentSchema:schema51.properties.maxPacketBytes,data:data12};
if(vErrors === null){
vErrors = [err35];
}
else {
vErrors.push(err35);
}
errors++;
}
if(data12 < 1024 || isNaN(data12)){
const err36 = {instancePath:instancePath+"/maxPacketBytes",schemaPath:"#/properties/maxPacketBytes/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1024},message:"must be >= 1024",schema:1024,parentSchema:schema51.properties.maxPacketBytes,data:data12};
if(vErrors === null){
vErrors = [err36];
}
else {
vErrors.push(err36);
}
errors++;
}
}
if(data.tls !== undefined){
let data13 = data.tls;
if(data13 && typeof data13 == "object" && !Array.isArray(data13)){
if(data13.ca === undefined){
data13.ca = "ca.pem";
}
if(data13.cert === undefined){
data13.cert = "cert.pem";
}
if(data13.key === undefined){
data13.key = "key.pem";
}
if(data13.crl === undefined){
data13.crl = "crl.pem";
}
for(const key1 in data13){
if(!((((key1 === "ca") || (key1 === "cert")) || (key1 === "key")) || (key1 === "crl"))){
const err37 = {instancePath:instancePath+"/tls",schemaPath:"#/properties/tls/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key1},message:"must NOT have additional properties",schema:false,parentSchema:schema51.properties.tls,data:data13};
if(vErrors === null){
vErrors = [err37];
}
else {
vErrors.push(err37);
}
errors++;
}
}
let data14 = data13.ca;
if(typeof data14 === "string"){
if(func2(data14) > 4096){
const err38 = {instancePath:instancePath+"/tls/ca",schemaPath:"#/properties/tls/properties/ca/maxLength",keyword:"maxLength",params:{limit: 4096},message:"must NOT have more than 4096 characters",schema:4096,parentSchema:schema51.properties.tls.properties.ca,data:data14};
if(vErrors === null){
vErrors = [err38];
}
else {
vErrors.push(err38);
}
errors++;
}
if(func2(data14) < 1){
const err39 = {instancePath:instancePath+"/tls/ca",schemaPath:"#/properties/tls/properties/ca/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema51.properties.tls.properties.ca,data:data14};
if(vErrors === null){
vErrors = [err39];
}
else {
vErrors.push(err39);
}
errors++;
}
}
else {
const err40 = {instancePath:instancePath+"/tls/ca",schemaPath:"#/properties/tls/properties/ca/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema51.properties.tls.properties.ca.type,parentSchema:schema51.properties.tls.properties.ca,data:data14};
if(vErrors === null){
vErrors = [err40];
}
else {
vErrors.push(err40);
}
errors++;
}
let data15 = data13.cert;
if(typeof data15 === "string"){
if(func2(data15) > 4096){
const err41 = {instancePath:instancePath+"/tls/cert",schemaPath:"#/properties/tls/properties/cert/maxLength",keyword:"maxLength",params:{limit: 4096},message:"must NOT have more than 4096 characters",schema:4096,parentSchema:schema51.properties.tls.properties.cert,data:data15};
if(vErrors === null){
vErrors = [err41];
}
else {
vErrors.push(err41);
}
errors++;
}
if(func2(data15) < 1){
const err42 = {instancePath:instancePath+"/tls/cert",schemaPath:"#/properties/tls/properties/cert/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema51.properties.tls.properties.cert,data:data15};
if(vErrors === null){
vErrors = [err42];
}
else {
vErrors.push(err42);
}
errors++;
}
}
else {
const err43 = {instancePath:instancePath+"/tls/cert",schemaPath:"#/properties/tls/properties/cert/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema51.properties.tls.properties.cert.type,parentSchema:schema51.properties.tls.properties.cert,data:data15};
if(vErrors === null){
vErrors = [err43];
}
else {
vErrors.push(err43);
}
errors++;
}
let data16 = data13.key;
if(typeof data16 === "string"){
if(func2(data16) > 4096){
const err44 = {instancePath:instancePath+"/tls/key",schemaPath:"#/properties/tls/properties/key/maxLength",keyword:"maxLength",params:{limit: 4096},message:"must NOT have more than 4096 characters",schema:4096,parentSchema:schema51.properties.tls.properties.key,data:data16};
if(vErrors === null){
vErrors = [err44];
}
else {
vErrors.push(err44);
}
errors++;
}
if(func2(data16) < 1){
const err45 = {instancePath:instancePath+"/tls/key",schemaPath:"#/properties/tls/properties/key/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema51.properties.tls.properties.key,data:data16};
if(vErrors === null){
vErrors = [err45];
}
else {
vErrors.push(err45);
}
errors++;
}
}
else {
const err46 = {instancePath:instancePath+"/tls/key",schemaPath:"#/properties/tls/properties/key/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema51.properties.tls.properties.key.type,parentSchema:schema51.properties.tls.properties.key,data:data16};
if(vErrors === null){
vErrors = [err46];
}
else {
vErrors.push(err46);
}
errors++;
}
let data17 = data13.crl;
if(typeof data17 === "string"){
if(func2(data17) > 4096){
const err47 = {instancePath:instancePath+"/tls/crl",schemaPath:"#/properties/tls/properties/crl/maxLength",keyword:"maxLength",params:{limit: 4096},message:"must NOT have more than 4096 characters",schema:4096,parentSchema:schema51.properties.tls.properties.crl,data:data17};
if(vErrors === null){
vErrors = [err47];
}
else {
vErrors.push(err47);
}
errors++;
}
if(func2(data17) < 1){
const err48 = {instancePath:instancePath+"/tls/crl",schemaPath:"#/properties/tls/properties/crl/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema51.properties.tls.properties.crl,data:data17};
if(vErrors === null){
vErrors = [err48];
}
else {
vErrors.push(err48);
}
errors++;
}
}
else {
const err49 = {instancePath:instancePath+"/tls/crl",schemaPath:"#/properties/tls/properties/crl/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema51.properties.tls.properties.crl.type,parentSchema:schema51.properties.tls.properties.crl,data:data17};
if(vErrors === null){
vErrors = [err49];
}
else {
vErrors.push(err49);
}
errors++;
}
}
else {
const err50 = {instancePath:instancePath+"/tls",schemaPath:"#/properties/tls/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema51.properties.tls.type,parentSchema:schema51.properties.tls,data:data13};
if(vErrors === null){
vErrors = [err50];
}
else {
vErrors.push(err50);
}
errors++;
}
}
let data18 = data.limits;
if(data18 && typeof data18 == "object" && !Array.isArray(data18)){
if(data18.maxConnections === undefined){
data18.maxConnections = 10000;
}
if(data18.maxPending === undefined){
data18.maxPending = 1000;
}
if(data18.maxPendingPerAddress === undefined){
data18.maxPendingPerAddress = 200;
}
if(data18.connectsPerSecond === undefined){
data18.connectsPerSecond = 100;
}
if(data18.connectWithinMs === undefined){
data18.connectWithinMs = 5000;
}
for(const key2 in data18){
if(!(((((key2 === "maxConnections") || (key2 === "maxPending")) || (key2 === "maxPendingPerAddress")) || (key2 === "connectsPerSecond")) || (key2 === "connectWithinMs"))){
const err51 = {instancePath:instancePath+"/limits",schemaPath:"#/properties/limits/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key2},message:"must NOT have additional properties",schema:false,parentSchema:schema51.properties.limits,data:data18};
if(vErrors === null){
vErrors = [err51];
}
else {
vErrors.push(err51);
}
errors++;
}
}
let data19 = data18.maxConnections;
if(!(((typeof data19 == "number") && (!(data19 % 1) && !isNaN(data19))) && (isFinite(data19)))){
const err52 = {instancePath:instancePath+"/limits/maxConnections",schemaPath:"#/properties/limits/properties/maxConnections/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema51.properties.limits.properties.maxConnections.type,parentSchema:schema51.properties.limits.properties.maxConnections,data:data19};
if(vErrors === null){
vErrors = [err52];
}
else {
vErrors.push(err52);
}
errors++;
}
if((typeof data19 == "number") && (isFinite(data19))){
if(data19 > 1000000 || isNaN(data19)){
const err53 = {instancePath:instancePath+"/limits/maxConnections",schemaPath:"#/properties/limits/properties/maxConnections/maximum",keyword:"maximum",params:{comparison: "<=", limit: 1000000},message:"must be <= 1000000",schema:1000000,parentSchema:schema51.properties.limits.properties.maxConnections,data:data19};
if(vErrors === null){
vErrors = [err53];
}
else {
vErrors.push(err53);
}
errors++;
}
if(data19 < 1 || isNaN(data19)){
const err54 = {instancePath:instancePath+"/limits/maxConnections",schemaPath:"#/properties/limits/properties/maxConnections/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1",schema:1,parentSchema:schema51.properties.limits.properties.maxConnections,data:data19};
if(vErrors === null){
vErrors = [err54];
}
else {
vErrors.push(err54);
}
errors++;
}
}
let data20 = data18.maxPending;
if(!(((typeof data20 == "number") && (!(data20 % 1) && !isNaN(data20))) && (isFinite(data20)))){
const err55 = {instancePath:instancePath+"/limits/maxPending",schemaPath:"#/properties/limits/properties/maxPending/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema51.properties.limits.properties.maxPending.type,parentSchema:schema51.properties.limits.properties.maxPending,data:data20};
if(vErrors === null){
vErrors = [err55];
}
else {
vErrors.push(err55);
}
errors++;
}
if((typeof data20 == "number") && (isFinite(data20))){
if(data20 > 1000000 || isNaN(data20)){
const err56 = {instancePath:instancePath+"/limits/maxPending",schemaPath:"#/properties/limits/properties/maxPending/maximum",keyword:"maximum",params:{comparison: "<=", limit: 1000000},message:"must be <= 1000000",schema:1000000,parentSchema:schema51.properties.limits.properties.maxPending,data:data20};
if(vErrors === null){
vErrors = [err56];
}
else {
vErrors.push(err56);
}
errors++;
}
if(data20 < 1 || isNaN(data20)){
const err57 = {instancePath:instancePath+"/limits/maxPending",schemaPath:"#/properties/limits/properties/maxPending/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1",schema:1,parentSchema:schema51.properties.limits.properties.maxPending,data:data20};
if(vErrors === null){
vErrors = [err57];
}
else {
vErrors.push(err57);
}
errors++;
}
}
let data21 = data18.maxPendingPerAddress;
if(!(((typeof data21 == "number") && (!(data21 % 1) && !isNaN(data21))) && (isFinite(data21)))){
const err58 = {instancePath:instancePath+"/limits/maxPendingPerAddress",schemaPath:"#/properties/limits/properties/maxPendingPerAddress/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema51.properties.limits.properties.maxPendingPerAddress.type,parentSchema:schema51.properties.limits.properties.maxPendingPerAddress,data:data21};
if(vErrors === null){
vErrors = [err58];
}
else {
vErrors.push(err58);
}
errors++;
}
if((typeof data21 == "number") && (isFinite(data21))){
if(data21 > 1000000 || isNaN(data21)){
const err59 = {instancePath:instancePath+"/limits/maxPendingPerAddress",schemaPath:"#/properties/limits/properties/maxPendingPerAddress/maximum",keyword:"maximum",params:{comparison: "<=", limit: 1000000},message:"must be <= 1000000",schema:1000000,parentSchema:schema51.properties.limits.properties.maxPendingPerAddress,data:data21};
if(vErrors === null){
vErrors = [err59];
}
else {
vErrors.push(err59);
}
errors++;
}
if(data21 < 1 || isNaN(data21)){
const err60 = {instancePath:instancePath+"/limits/maxPendingPerAddress",schemaPath:"#/properties/limits/properties/maxPendingPerAddress/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1",schema:1,parentSchema:schema51.properties.limits.properties.maxPendingPerAddress,data:data21};
if(vErrors === null){
vErrors = [err60];
}
else {
vErrors.push(err60);
}
errors++;
}
}
let data22 = data18.connectsPerSecond;
if(!(((typeof data22 == "number") && (!(data22 % 1) && !isNaN(data22))) && (isFinite(data22)))){
const err61 = {instancePath:instancePath+"/limits/connectsPerSecond",schemaPath:"#/properties/limits/properties/connectsPerSecond/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema51.properties.limits.properties.connectsPerSecond.type,parentSchema:schema51.properties.limits.properties.connectsPerSecond,data:data22};
if(vErrors === null){
vErrors = [err61];
}
else {
vErrors.push(err61);
}
errors++;
}
if((typeof data22 == "number") && (isFinite(data22))){
if(data22 > 1000000 || isNaN(data22)){
const err62 = {instancePath:instancePath+"/limits/connectsPerSecond",schemaPath:"#/properties/limits/properties/connectsPerSecond/maximum",keyword:"maximum",params:{comparison: "<=", limit: 1000000},message:"must be <= 1000000",schema:1000000,parentSchema:schema51.properties.limits.properties.connectsPerSecond,data:data22};
if(vErrors === null){
vErrors = [err62];
}
else {
vErrors.push(err62);
}
errors++;
}
if(data22 < 1 || isNaN(data22)){
const err63 = {instancePath:instancePath+"/limits/connectsPerSecond",schemaPath:"#/properties/limits/properties/connectsPerSecond/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1",schema:1,parentSchema:schema51.properties.limits.properties.connectsPerSecond,data:data22};
if(vErrors === null){
vErrors = [err63];
}
else {
vErrors.push(err63);
}
errors++;
}
}
let data23 = data18.connectWithinMs;
if(!(((typeof data23 == "number") && (!(data23 % 1) && !isNaN(data23))) && (isFinite(data23)))){
const err64 = {instancePath:instancePath+"/limits/connectWithinMs",schemaPath:"#/properties/limits/properties/connectWithinMs/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema51.properties.limits.properties.connectWithinMs.type,parentSchema:schema51.properties.limits.properties.connectWithinMs,data:data23};
if(vErrors === null){
vErrors = [err64];
}
else {
vErrors.push(err64);
}
errors++;
}
if((typeof data23 == "number") && (isFinite(data23))){
if(data23 > 60000 || isNaN(data23)){
const err65 = {instancePath:instancePath+"/limits/connectWithinMs",schemaPath:"#/properties/limits/properties/connectWithinMs/maximum",keyword:"maximum",params:{comparison: "<=", limit: 60000},message:"must be <= 60000",schema:60000,parentSchema:schema51.properties.limits.properties.connectWithinMs,data:data23};
if(vErrors === null){
vErrors = [err65];
}
else {
vErrors.push(err65);
}
errors++;
}
if(data23 < 100 || isNaN(data23)){
const err66 = {instancePath:instancePath+"/limits/connectWithinMs",schemaPath:"#/properties/limits/properties/connectWithinMs/minimum",keyword:"minimum",params:{comparison: ">=", limit: 100},message:"must be >= 100",schema:100,parentSchema:schema51.properties.limits.properties.connectWithinMs,data:data23};
if(vErrors === null){
vErrors = [err66];
}
else {
vErrors.push(err66);
}
errors++;
}
}
}
else {
const err67 = {instancePath:instancePath+"/limits",schemaPath:"#/properties/limits/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema51.properties.limits.type,parentSchema:schema51.properties.limits,data:data18};
if(vErrors === null){
vErrors = [err67];
}
else {
vErrors.push(err67);
}
errors++;
}
let data24 = data.log;
if(data24 && typeof data24 == "object" && !Array.isArray(data24)){
if(data24.level === undefined){
data24.level = "info";
}
for(const key3 in data24){
if(!(key3 === "level")){
const err68 = {instancePath:instancePath+"/log",schemaPath:"defs.schema.json#/definitions/logConfig/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key3},message:"must NOT have additional properties",schema:false,parentSchema:schema42,data:data24};
if(vErrors === null){
vErrors = [err68];
}
else {
vErrors.push(err68);
}
errors++;
}
}
let data25 = data24.level;
if(typeof data25 !== "string"){
const err69 = {instancePath:instancePath+"/log/level",schemaPath:"defs.schema.json#/definitions/logConfig/properties/level/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema42.properties.level.type,parentSchema:schema42.properties.level,data:data25};
if(vErrors === null){
vErrors = [err69];
}
else {
vErrors.push(err69);
}
errors++;
}
if(!((((((data25 === "trace") || (data25 === "debug")) || (data25 === "info")) || (data25 === "warn")) || (data25 === "error")) || (data25 === "silent"))){
const err70 = {instancePath:instancePath+"/log/level",schemaPath:"defs.schema.json#/definitions/logConfig/properties/level/enum",keyword:"enum",params:{allowedValues: schema42.properties.level.enum},message:"must be equal to one of the allowed values",schema:schema42.properties.level.enum,parentSchema:schema42.properties.level,data:data25};
if(vErrors === null){
vErrors = [err70];
}
else {
vErrors.push(err70);
}
errors++;
}
}
else {
const err71 = {instancePath:instancePath+"/log",schemaPath:"defs.schema.json#/definitions/logConfig/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema42.type,parentSchema:schema42,data:data24};
if(vErrors === null){
vErrors = [err71];
}
else {
vErrors.push(err71);
}
errors++;
}
if(data.metrics !== undefined){
let data26 = data.metrics;
if(data26 && typeof data26 == "object" && !Array.isArray(data26)){
if(data26.listen === undefined){
const err72 = {instancePath:instancePath+"/metrics",schemaPath:"defs.schema.json#/definitions/metricsConfig/required",keyword:"required",params:{missingProperty: "listen"},message:"must have required property '"+"listen"+"'",schema:schema43.required,parentSchema:schema43,data:data26};
if(vErrors === null){
vErrors = [err72];
}
else {
vErrors.push(err72);
}
errors++;
}
for(const key4 in data26){
if(!(key4 === "listen")){
const err73 = {instancePath:instancePath+"/metrics",schemaPath:"defs.schema.json#/definitions/metricsConfig/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key4},message:"must NOT have additional properties",schema:false,parentSchema:schema43,data:data26};
if(vErrors === null){
vErrors = [err73];
}
else {
vErrors.push(err73);
}
errors++;
}
}
if(data26.listen !== undefined){
let data27 = data26.listen;
if(typeof data27 === "string"){
if(func2(data27) > 260){
const err74 = {instancePath:instancePath+"/metrics/listen",schemaPath:"defs.schema.json#/definitions/metricsConfig/properties/listen/maxLength",keyword:"maxLength",params:{limit: 260},message:"must NOT have more than 260 characters",schema:260,parentSchema:schema43.properties.listen,data:data27};
if(vErrors === null){
vErrors = [err74];
}
else {
vErrors.push(err74);
}
errors++;
}
if(func2(data27) < 3){
const err75 = {instancePath:instancePath+"/metrics/listen",schemaPath:"defs.schema.json#/definitions/metricsConfig/properties/listen/minLength",keyword:"minLength",params:{limit: 3},message:"must NOT have fewer than 3 characters",schema:3,parentSchema:schema43.properties.listen,data:data27};
if(vErrors === null){
vErrors = [err75];
}
else {
vErrors.push(err75);
}
errors++;
}
if(!pattern19.test(data27)){
const err76 = {instancePath:instancePath+"/metrics/listen",schemaPath:"defs.schema.json#/definitions/metricsConfig/properties/listen/pattern",keyword:"pattern",params:{pattern: "^.+:[0-9]{1,5}$"},message:"must match pattern \""+"^.+:[0-9]{1,5}$"+"\"",schema:"^.+:[0-9]{1,5}$",parentSchema:schema43.properties.listen,data:data27};
if(vErrors === null){
vErrors = [err76];
}
else {
vErrors.push(err76);
}
errors++;
}
}
else {
const err77 = {instancePath:instancePath+"/metrics/listen",schemaPath:"defs.schema.json#/definitions/metricsConfig/properties/listen/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema43.properties.listen.type,parentSchema:schema43.properties.listen,data:data27};
if(vErrors === null){
vErrors = [err77];
}
else {
vErrors.push(err77);
}
errors++;
}
}
}
else {
const err78 = {instancePath:instancePath+"/metrics",schemaPath:"defs.schema.json#/definitions/metricsConfig/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema43.type,parentSchema:schema43,data:data26};
if(vErrors === null){
vErrors = [err78];
}
else {
vErrors.push(err78);
}
errors++;
}
}
}
else {
const err79 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema51.type,parentSchema:schema51,data};
if(vErrors === null){
vErrors = [err79];
}
else {
vErrors.push(err79);
}
errors++;
}
validate21.errors = vErrors;
return errors === 0;
}

const config_meter = validate22;
const schema55 = {"$schema":"http://json-schema.org/draft-07/schema#","$id":"config-meter.schema.json","title":"MeterConfig","type":"object","additionalProperties":false,"definitions":{"jsonPath":{"type":"string","minLength":1,"maxLength":256}},"required":["role","name","deployment","keys","state","bus","anchors","source"],"properties":{"role":{"const":"meter","type":"string"},"name":{"type":"string","minLength":1,"maxLength":64,"pattern":"^[A-Za-z0-9_-]+$"},"deployment":{"$ref":"defs.schema.json#/definitions/deployment"},"keys":{"type":"string","minLength":1,"maxLength":4096},"state":{"type":"string","minLength":1,"maxLength":4096},"bus":{"$ref":"defs.schema.json#/definitions/busConfig"},"anchors":{"$ref":"anchors.schema.json"},"clock":{"$ref":"defs.schema.json#/definitions/clockConfig","default":{}},"log":{"$ref":"defs.schema.json#/definitions/logConfig","default":{}},"metrics":{"$ref":"defs.schema.json#/definitions/metricsConfig"},"commit":{"$ref":"defs.schema.json#/definitions/commitConfig","default":{}},"floor":{"$ref":"defs.schema.json#/definitions/localFloor","default":{}},"source":{"oneOf":[{"title":"SourceLine","type":"string","minLength":1,"maxLength":4096},{"type":"object","title":"SourceObject","discriminator":{"propertyName":"kind"},"required":["kind"],"oneOf":[{"title":"CsvSource","type":"object","additionalProperties":false,"required":["kind","file"],"properties":{"kind":{"const":"csv","type":"string"},"file":{"type":"string","minLength":1,"maxLength":4096},"meterCount":{"type":"integer","minimum":1,"maximum":10000000},"days":{"type":"integer","minimum":1,"maximum":36500}}},{"title":"SimulatedSource","type":"object","additionalProperties":false,"required":["kind","seed","meterCount","days","firstInterval"],"properties":{"kind":{"const":"simulated","type":"string"},"seed":{"type":"integer","minimum":0,"maximum":4294967295},"meterCount":{"type":"integer","minimum":1,"maximum":10000000},"days":{"type":"integer","minimum":1,"maximum":36500},"firstInterval":{"$ref":"defs.schema.json#/definitions/interval"},"areaCount":{"type":"integer","minimum":1,"maximum":4096}}},{"title":"LinesSource","type":"object","additionalProperties":false,"required":["kind","registers"],"properties":{"kind":{"const":"lines","type":"string"},"file":{"type":"string","minLength":1,"maxLength":4096},"meter":{"$ref":"#/definitions/jsonPath"},"time":{"$ref":"#/definitions/jsonPath"},"meterTime":{"$ref":"#/definitions/jsonPath"},"serial":{"$ref":"#/definitions/jsonPath"},"quality":{"$ref":"#/definitions/jsonPath"},"registers":{"type":"array","minItems":1,"maxItems":16,"items":{"title":"LineRegister","type":"object","additionalProperties":false,"required":["register"],"properties":{"register":{"$ref":"defs.schema.json#/definitions/register"},"value":{"$ref":"#/definitions/jsonPath"},"unit":{"type":"string","enum":["Wh","kWh","MWh","dm3","m3","kJ","MJ","GJ"]},"rollsOverAt":{"type":"integer","minimum":1,"maximum":1000000000}}}}}}]}]},"household":{"title":"HouseholdBroker","type":"object","additionalProperties":false,"required":["url"],"properties":{"url":{"type":"string","minLength":1,"maxLength":4096},"credentials":{"type":"string","minLength":1,"maxLength":4096},"ca":{"type":"string","minLength":1,"maxLength":4096},"discoveryPrefix":{"type":"string","minLength":1,"maxLength":64,"pattern":"^[A-Za-z0-9_-]+(/[A-Za-z0-9_-]+)*$","default":"homeassistant"},"everySeconds":{"type":"integer","minimum":1,"maximum":3600,"default":10}}},"page":{"title":"HouseholdPage","type":"object","additionalProperties":false,"required":[],"properties":{"listen":{"type":"string","minLength":3,"maxLength":260,"pattern":"^.+:[0-9]{1,5}$","default":"127.0.0.1:9465"},"password":{"type":"string","minLength":1,"maxLength":4096}}},"allowMoves":{"type":"boolean","default":true},"sendJitterSeconds":{"type":"integer","minimum":0,"maximum":86400,"default":300},"runOffIntervals":{"type":"integer","minimum":0,"maximum":1048576,"default":0},"test":{"title":"MeterTestHooks","type":"object","additionalProperties":false,"required":[],"properties":{"unsealed":{"type":"boolean"},"patienceMs":{"type":"integer","minimum":0,"maximum":3600000},"thief":{"title":"Thief","type":"object","additionalProperties":false,"required":["meter","percent"],"properties":{"meter":{"$ref":"defs.schema.json#/definitions/meterId"},"percent":{"type":"integer","minimum":0,"maximum":99}}}}}}};
const schema66 = {"type":"string","minLength":1,"maxLength":256};
const pattern25 = new RegExp("^[A-Za-z0-9_-]+$", "u");
const pattern33 = new RegExp("^[A-Za-z0-9_-]+(/[A-Za-z0-9_-]+)*$", "u");

function validate23(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.topicRoot === undefined){
data.topicRoot = "grid";
}
if(data.reconnectMinMs === undefined){
data.reconnectMinMs = 1000;
}
if(data.reconnectMaxMs === undefined){
data.reconnectMaxMs = 60000;
}
if(data.url === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "url"},message:"must have required property '"+"url"+"'",schema:schema38.required,parentSchema:schema38,data};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
for(const key0 in data){
if(!((((((key0 === "url") || (key0 === "furtherUrls")) || (key0 === "topicRoot")) || (key0 === "reconnectMinMs")) || (key0 === "reconnectMaxMs")) || (key0 === "tls"))){
const err1 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties",schema:false,parentSchema:schema38,data};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
if(data.url !== undefined){
let data0 = data.url;
if(typeof data0 === "string"){
if(func2(data0) > 512){
const err2 = {instancePath:instancePath+"/url",schemaPath:"#/properties/url/maxLength",keyword:"maxLength",params:{limit: 512},message:"must NOT have more than 512 characters",schema:512,parentSchema:schema38.properties.url,data:data0};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
if(func2(data0) < 1){
const err3 = {instancePath:instancePath+"/url",schemaPath:"#/properties/url/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema38.properties.url,data:data0};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
if(!pattern15.test(data0)){
const err4 = {instancePath:instancePath+"/url",schemaPath:"#/properties/url/pattern",keyword:"pattern",params:{pattern: "^mqtts?://"},message:"must match pattern \""+"^mqtts?://"+"\"",schema:"^mqtts?://",parentSchema:schema38.properties.url,data:data0};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
}
else {
const err5 = {instancePath:instancePath+"/url",schemaPath:"#/properties/url/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema38.properties.url.type,parentSchema:schema38.properties.url,data:data0};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
}
if(data.furtherUrls !== undefined){
let data1 = data.furtherUrls;
if(Array.isArray(data1)){
if(data1.length > 15){
const err6 = {instancePath:instancePath+"/furtherUrls",schemaPath:"#/properties/furtherUrls/maxItems",keyword:"maxItems",params:{limit: 15},message:"must NOT have more than 15 items",schema:15,parentSchema:schema38.properties.furtherUrls,data:data1};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
const len0 = data1.length;
for(let i0=0; i0<len0; i0++){
let data2 = data1[i0];
if(typeof data2 === "string"){
if(func2(data2) > 512){
const err7 = {instancePath:instancePath+"/furtherUrls/" + i0,schemaPath:"#/properties/furtherUrls/items/maxLength",keyword:"maxLength",params:{limit: 512},message:"must NOT have more than 512 characters",schema:512,parentSchema:schema38.properties.furtherUrls.items,data:data2};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
if(func2(data2) < 1){
const err8 = {instancePath:instancePath+"/furtherUrls/" + i0,schemaPath:"#/properties/furtherUrls/items/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema38.properties.furtherUrls.items,data:data2};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
if(!pattern15.test(data2)){
const err9 = {instancePath:instancePath+"/furtherUrls/" + i0,schemaPath:"#/properties/furtherUrls/items/pattern",keyword:"pattern",params:{pattern: "^mqtts?://"},message:"must match pattern \""+"^mqtts?://"+"\"",schema:"^mqtts?://",parentSchema:schema38.properties.furtherUrls.items,data:data2};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
}
else {
const err10 = {instancePath:instancePath+"/furtherUrls/" + i0,schemaPath:"#/properties/furtherUrls/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema38.properties.furtherUrls.items.type,parentSchema:schema38.properties.furtherUrls.items,data:data2};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
}
let i1 = data1.length;
let j0;
if(i1 > 1){
const indices0 = {};
for(;i1--;){
let item0 = data1[i1];
if(typeof item0 !== "string"){
continue;
}
if(typeof indices0[item0] == "number"){
j0 = indices0[item0];
const err11 = {instancePath:instancePath+"/furtherUrls",schemaPath:"#/properties/furtherUrls/uniqueItems",keyword:"uniqueItems",params:{i: i1, j: j0},message:"must NOT have duplicate items (items ## "+j0+" and "+i1+" are identical)",schema:true,parentSchema:schema38.properties.furtherUrls,data:data1};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
break;
}
indices0[item0] = i1;
}
}
}
else {
const err12 = {instancePath:instancePath+"/furtherUrls",schemaPath:"#/properties/furtherUrls/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema38.properties.furtherUrls.type,parentSchema:schema38.properties.furtherUrls,data:data1};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
}
let data3 = data.topicRoot;
if(typeof data3 === "string"){
if(func2(data3) > 64){
const err13 = {instancePath:instancePath+"/topicRoot",schemaPath:"#/definitions/topicRoot/maxLength",keyword:"maxLength",params:{limit: 64},message:"must NOT have more than 64 characters",schema:64,parentSchema:schema39,data:data3};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
if(func2(data3) < 1){
const err14 = {instancePath:instancePath+"/topicRoot",schemaPath:"#/definitions/topicRoot/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema39,data:data3};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
if(!pattern17.test(data3)){
const err15 = {instancePath:instancePath+"/topicRoot",schemaPath:"#/definitions/topicRoot/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9][A-Za-z0-9_-]*(/[A-Za-z0-9][A-Za-z0-9_-]*){0,7}$"},message:"must match pattern \""+"^[A-Za-z0-9][A-Za-z0-9_-]*(/[A-Za-z0-9][A-Za-z0-9_-]*){0,7}$"+"\"",schema:"^[A-Za-z0-9][A-Za-z0-9_-]*(/[A-Za-z0-9][A-Za-z0-9_-]*){0,7}$",parentSchema:schema39,data:data3};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
}
else {
const err16 = {instancePath:instancePath+"/topicRoot",schemaPath:"#/definitions/topicRoot/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema39.type,parentSchema:schema39,data:data3};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
let data4 = data.reconnectMinMs;
if(!(((typeof data4 == "number") && (!(data4 % 1) && !isNaN(data4))) && (isFinite(data4)))){
const err17 = {instancePath:instancePath+"/reconnectMinMs",schemaPath:"#/properties/reconnectMinMs/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema38.properties.reconnectMinMs.type,parentSchema:schema38.properties.reconnectMinMs,data:data4};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
if((typeof data4 == "number") && (isFinite(data4))){
if(data4 > 600000 || isNaN(data4)){
const err18 = {instancePath:instancePath+"/reconnectMinMs",schemaPath:"#/properties/reconnectMinMs/maximum",keyword:"maximum",params:{comparison: "<=", limit: 600000},message:"must be <= 600000",schema:600000,parentSchema:schema38.properties.reconnectMinMs,data:data4};
if(vErrors === null){
vErrors = [err18];
}
else {
vErrors.push(err18);
}
errors++;
}
if(data4 < 10 || isNaN(data4)){
const err19 = {instancePath:instancePath+"/reconnectMinMs",schemaPath:"#/properties/reconnectMinMs/minimum",keyword:"minimum",params:{comparison: ">=", limit: 10},message:"must be >= 10",schema:10,parentSchema:schema38.properties.reconnectMinMs,data:data4};
if(vErrors === null){
vErrors = [err19];
}
else {
vErrors.push(err19);
}
errors++;
}
}
let data5 = data.reconnectMaxMs;
if(!(((typeof data5 == "number") && (!(data5 % 1) && !isNaN(data5))) && (isFinite(data5)))){
const err20 = {instancePath:instancePath+"/reconnectMaxMs",schemaPath:"#/properties/reconnectMaxMs/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema38.properties.reconnectMaxMs.type,parentSchema:schema38.properties.reconnectMaxMs,data:data5};
if(vErrors === null){
vErrors = [err20];
}
else {
vErrors.push(err20);
}
errors++;
}
if((typeof data5 == "number") && (isFinite(data5))){
if(data5 > 3600000 || isNaN(data5)){
const err21 = {instancePath:instancePath+"/reconnectMaxMs",schemaPath:"#/properties/reconnectMaxMs/maximum",keyword:"maximum",params:{comparison: "<=", limit: 3600000},message:"must be <= 3600000",schema:3600000,parentSchema:schema38.properties.reconnectMaxMs,data:data5};
if(vErrors === null){
vErrors = [err21];
}
else {
vErrors.push(err21);
}
errors++;
}
if(data5 < 10 || isNaN(data5)){
const err22 = {instancePath:instancePath+"/reconnectMaxMs",schemaPath:"#/properties/reconnectMaxMs/minimum",keyword:"minimum",params:{comparison: ">=", limit: 10},message:"must be >= 10",schema:10,parentSchema:schema38.properties.reconnectMaxMs,data:data5};
if(vErrors === null){
vErrors = [err22];
}
else {
vErrors.push(err22);
}
errors++;
}
}
if(data.tls !== undefined){
let data6 = data.tls;
if(data6 && typeof data6 == "object" && !Array.isArray(data6)){
if(data6.ca === undefined){
data6.ca = "ca.pem";
}
if(data6.cert === undefined){
data6.cert = "cert.pem";
}
if(data6.key === undefined){
data6.key = "key.pem";
}
for(const key1 in data6){
if(!((((key1 === "ca") || (key1 === "cert")) || (key1 === "key")) || (key1 === "authority"))){
const err23 = {instancePath:instancePath+"/tls",schemaPath:"#/definitions/tlsConfig/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key1},message:"must NOT have additional properties",schema:false,parentSchema:schema40,data:data6};
if(vErrors === null){
vErrors = [err23];
}
else {
vErrors.push(err23);
}
errors++;
}
}
let data7 = data6.ca;
if(typeof data7 === "string"){
if(func2(data7) > 4096){
const err24 = {instancePath:instancePath+"/tls/ca",schemaPath:"#/definitions/tlsConfig/properties/ca/maxLength",keyword:"maxLength",params:{limit: 4096},message:"must NOT have more than 4096 characters",schema:4096,parentSchema:schema40.properties.ca,data:data7};
if(vErrors === null){
vErrors = [err24];
}
else {
vErrors.push(err24);
}
errors++;
}
if(func2(data7) < 1){
const err25 = {instancePath:instancePath+"/tls/ca",schemaPath:"#/definitions/tlsConfig/properties/ca/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema40.properties.ca,data:data7};
if(vErrors === null){
vErrors = [err25];
}
else {
vErrors.push(err25);
}
errors++;
}
}
else {
const err26 = {instancePath:instancePath+"/tls/ca",schemaPath:"#/definitions/tlsConfig/properties/ca/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema40.properties.ca.type,parentSchema:schema40.properties.ca,data:data7};
if(vErrors === null){
vErrors = [err26];
}
else {
vErrors.push(err26);
}
errors++;
}
let data8 = data6.cert;
if(typeof data8 === "string"){
if(func2(data8) > 4096){
const err27 = {instancePath:instancePath+"/tls/cert",schemaPath:"#/definitions/tlsConfig/properties/cert/maxLength",keyword:"maxLength",params:{limit: 4096},message:"must NOT have more than 4096 characters",schema:4096,parentSchema:schema40.properties.cert,data:data8};
if(vErrors === null){
vErrors = [err27];
}
else {
vErrors.push(err27);
}
errors++;
}
if(func2(data8) < 1){
const err28 = {instancePath:instancePath+"/tls/cert",schemaPath:"#/definitions/tlsConfig/properties/cert/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema40.properties.cert,data:data8};
if(vErrors === null){
vErrors = [err28];
}
else {
vErrors.push(err28);
}
errors++;
}
}
else {
const err29 = {instancePath:instancePath+"/tls/cert",schemaPath:"#/definitions/tlsConfig/properties/cert/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema40.properties.cert.type,parentSchema:schema40.properties.cert,data:data8};
if(vErrors === null){
vErrors = [err29];
}
else {
vErrors.push(err29);
}
errors++;
}
let data9 = data6.key;
if(typeof data9 === "string"){
if(func2(data9) > 4096){
const err30 = {instancePath:instancePath+"/tls/key",schemaPath:"#/definitions/tlsConfig/properties/key/maxLength",keyword:"maxLength",params:{limit: 4096},message:"must NOT have more than 4096 characters",schema:4096,parentSchema:schema40.properties.key,data:data9};
if(vErrors === null){
vErrors = [err30];
}
else {
vErrors.push(err30);
}
errors++;
}
if(func2(data9) < 1){
const err31 = {instancePath:instancePath+"/tls/key",schemaPath:"#/definitions/tlsConfig/properties/key/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema40.properties.key,data:data9};
if(vErrors === null){
vErrors = [err31];
}
else {
vErrors.push(err31);
}
errors++;
}
}
else {
const err32 = {instancePath:instancePath+"/tls/key",schemaPath:"#/definitions/tlsConfig/properties/key/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema40.properties.key.type,parentSchema:schema40.properties.key,data:data9};
if(vErrors === null){
vErrors = [err32];
}
else {
vErrors.push(err32);
}
errors++;
}
if(data6.authority !== undefined){
let data10 = data6.authority;
if(typeof data10 === "string"){
if(func2(data10) > 512){
const err33 = {instancePath:instancePath+"/tls/authority",schemaPath:"#/definitions/tlsConfig/properties/authority/maxLength",keyword:"maxLength",params:{limit: 512},message:"must NOT have more than 512 characters",schema:512,parentSchema:schema40.properties.authority,data:data10};
if(vErrors === null){
vErrors = [err33];
}
else {
vErrors.push(err33);
}
errors++;
}
if(func2(data10) < 1){
const err34 = {instancePath:instancePath+"/tls/authority",schemaPath:"#/definitions/tlsConfig/properties/authority/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema40.properties.authority,data:data10};
if(vErrors === null){
vErrors = [err34];
}
else {
vErrors.push(err34);
}
errors++;
}
if(!pattern18.test(data10)){
const err35 = {instancePath:instancePath+"/tls/authority",schemaPath:"#/definitions/tlsConfig/properties/authority/pattern",keyword:"pattern",params:{pattern: "^https://"},message:"must match pattern \""+"^https://"+"\"",schema:"^https://",parentSchema:schema40.properties.authority,data:data10};
if(vErrors === null){
vErrors = [err35];
}
else {
vErrors.push(err35);
}
errors++;
}
}
else {
const err36 = {instancePath:instancePath+"/tls/authority",schemaPath:"#/definitions/tlsConfig/properties/authority/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema40.properties.authority.type,parentSchema:schema40.properties.authority,data:data10};
if(vErrors === null){
vErrors = [err36];
}
else {
vErrors.push(err36);
}
errors++;
}
}
}
else {
const err37 = {instancePath:instancePath+"/tls",schemaPath:"#/definitions/tlsConfig/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema40.type,parentSchema:schema40,data:data6};
if(vErrors === null){
vErrors = [err37];
}
else {
vErrors.push(err37);
}
errors++;
}
}
}
else {
const err38 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema38.type,parentSchema:schema38,data};
if(vErrors === null){
vErrors = [err38];
}
else {
vErrors.push(err38);
}
errors++;
}
validate23.errors = vErrors;
return errors === 0;
}


function validate22(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="config-meter.schema.json" */;
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.clock === undefined){
data.clock = {};
}
if(data.log === undefined){
data.log = {};
}
if(data.commit === undefined){
data.commit = {};
}
if(data.floor === undefined){
data.floor = {};
}
if(data.allowMoves === undefined){
data.allowMoves = true;
}
if(data.sendJitterSeconds === undefined){
data.sendJitterSeconds = 300;
}
if(data.runOffIntervals === undefined){
data.runOffIntervals = 0;
}
if(data.role === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "role"},message:"must have required property '"+"role"+"'",schema:schema55.required,parentSchema:schema55,data};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(data.name === undefined){
const err1 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "name"},message:"must have required property '"+"name"+"'",schema:schema55.required,parentSchema:schema55,data};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
if(data.deployment === undefined){
const err2 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "deployment"},message:"must have required property '"+"deployment"+"'",schema:schema55.required,parentSchema:schema55,data};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
if(data.keys === undefined){
const err3 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "keys"},message:"must have required property '"+"keys"+"'",schema:schema55.required,parentSchema:schema55,data};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
if(data.state === undefined){
const err4 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "state"},message:"must have required property '"+"state"+"'",schema:schema55.required,parentSchema:schema55,data};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
if(data.bus === undefined){
const err5 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "bus"},message:"must have required property '"+"bus"+"'",schema:schema55.required,parentSchema:schema55,data};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
if(data.anchors === undefined){
const err6 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "anchors"},message:"must have required property '"+"anchors"+"'",schema:schema55.required,parentSchema:schema55,data};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
if(data.source === undefined){
const err7 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "source"},message:"must have required property '"+"source"+"'",schema:schema55.required,parentSchema:schema55,data};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
for(const key0 in data){
if(!(func4.call(schema55.properties, key0))){
const err8 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties",schema:false,parentSchema:schema55,data};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
}
if(data.role !== undefined){
let data0 = data.role;
if(typeof data0 !== "string"){
const err9 = {instancePath:instancePath+"/role",schemaPath:"#/properties/role/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema55.properties.role.type,parentSchema:schema55.properties.role,data:data0};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
if("meter" !== data0){
const err10 = {instancePath:instancePath+"/role",schemaPath:"#/properties/role/const",keyword:"const",params:{allowedValue: "meter"},message:"must be equal to constant",schema:"meter",parentSchema:schema55.properties.role,data:data0};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
}
if(data.name !== undefined){
let data1 = data.name;
if(typeof data1 === "string"){
if(func2(data1) > 64){
const err11 = {instancePath:instancePath+"/name",schemaPath:"#/properties/name/maxLength",keyword:"maxLength",params:{limit: 64},message:"must NOT have more than 64 characters",schema:64,parentSchema:schema55.properties.name,data:data1};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
if(func2(data1) < 1){
const err12 = {instancePath:instancePath+"/name",schemaPath:"#/properties/name/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema55.properties.name,data:data1};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
if(!pattern25.test(data1)){
const err13 = {instancePath:instancePath+"/name",schemaPath:"#/properties/name/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9_-]+$"},message:"must match pattern \""+"^[A-Za-z0-9_-]+$"+"\"",schema:"^[A-Za-z0-9_-]+$",parentSchema:schema55.properties.name,data:data1};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
}
else {
const err14 = {instancePath:instancePath+"/name",schemaPath:"#/properties/name/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema55.properties.name.type,parentSchema:schema55.properties.name,data:data1};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
}
if(data.deployment !== undefined){
let data2 = data.deployment;
if(typeof data2 === "string"){
if(!pattern2.test(data2)){
const err15 = {instancePath:instancePath+"/deployment",schemaPath:"defs.schema.json#/definitions/deployment/pattern",keyword:"pattern",params:{pattern: "^[a-z0-9][a-z0-9-]{0,62}$"},message:"must match pattern \""+"^[a-z0-9][a-z0-9-]{0,62}$"+"\"",schema:"^[a-z0-9][a-z0-9-]{0,62}$",parentSchema:schema16,data:data2};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
}
else {
const err16 = {instancePath:instancePath+"/deployment",schemaPath:"defs.schema.json#/definitions/deployment/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema16.type,parentSchema:schema16,data:data2};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
}
if(data.keys !== undefined){
let data3 = data.keys;
if(typeof data3 === "string"){
if(func2(data3) > 4096){
const err17 = {instancePath:instancePath+"/keys",schemaPath:"#/properties/keys/maxLength",keyword:"maxLength",params:{limit: 4096},message:"must NOT have more than 4096 characters",schema:4096,parentSchema:schema55.properties.keys,data:data3};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
if(func2(data3) < 1){
const err18 = {instancePath:instancePath+"/keys",schemaPath:"#/properties/keys/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema55.properties.keys,data:data3};
if(vErrors === null){
vErrors = [err18];
}
else {
vErrors.push(err18);
}
errors++;
}
}
else {
const err19 = {instancePath:instancePath+"/keys",schemaPath:"#/properties/keys/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema55.properties.keys.type,parentSchema:schema55.properties.keys,data:data3};
if(vErrors === null){
vErrors = [err19];
}
else {
vErrors.push(err19);
}
errors++;
}
}
if(data.state !== undefined){
let data4 = data.state;
if(typeof data4 === "string"){
if(func2(data4) > 4096){
const err20 = {instancePath:instancePath+"/state",schemaPath:"#/properties/state/maxLength",keyword:"maxLength",params:{limit: 4096},message:"must NOT have more than 4096 characters",schema:4096,parentSchema:schema55.properties.state,data:data4};
if(vErrors === null){
vErrors = [err20];
}
else {
vErrors.push(err20);
}
errors++;
}
if(func2(data4) < 1){
const err21 = {instancePath:instancePath+"/state",schemaPath:"#/properties/state/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema55.properties.state,data:data4};
if(vErrors === null){
vErrors = [err21];
}
else {
vErrors.push(err21);
}
errors++;
}
}
else {
const err22 = {instancePath:instancePath+"/state",schemaPath:"#/properties/state/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema55.properties.state.type,parentSchema:schema55.properties.state,data:data4};
if(vErrors === null){
vErrors = [err22];
}
else {
vErrors.push(err22);
}
errors++;
}
}
if(data.bus !== undefined){
if(!(validate23(data.bus, {instancePath:instancePath+"/bus",parentData:data,parentDataProperty:"bus",rootData}))){
vErrors = vErrors === null ? validate23.errors : vErrors.concat(validate23.errors);
errors = vErrors.length;
}
}
if(data.anchors !== undefined){
if(!(validate12(data.anchors, {instancePath:instancePath+"/anchors",parentData:data,parentDataProperty:"anchors",rootData}))){
vErrors = vErrors === null ? validate12.errors : vErrors.concat(validate12.errors);
errors = vErrors.length;
}
}
let data7 = data.clock;
if(data7 && typeof data7 == "object" && !Array.isArray(data7)){
if(data7.source === undefined){
data7.source = "system";
}
if(data7.offsetMs === undefined){
data7.offsetMs = 0;
}
if(data7.speed === undefined){
data7.speed = 1;
}
for(const key1 in data7){
if(!(((((key1 === "source") || (key1 === "offsetMs")) || (key1 === "startMs")) || (key1 === "speed")) || (key1 === "endMs"))){
const err23 = {instancePath:instancePath+"/clock",schemaPath:"defs.schema.json#/definitions/clockConfig/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key1},message:"must NOT have additional properties",schema:false,parentSchema:schema41,data:data7};
if(vErrors === null){
vErrors = [err23];
}
else {
vErrors.push(err23);
}
errors++;
}
}
let data8 = data7.source;
if(typeof data8 !== "string"){
const err24 = {instancePath:instancePath+"/clock/source",schemaPath:"defs.schema.json#/definitions/clockConfig/properties/source/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema41.properties.source.type,parentSchema:schema41.properties.source,data:data8};
if(vErrors === null){
vErrors = [err24];
}
else {
vErrors.push(err24);
}
errors++;
}
if(!((data8 === "system") || (data8 === "replay"))){
const err25 = {instancePath:instancePath+"/clock/source",schemaPath:"defs.schema.json#/definitions/clockConfig/properties/source/enum",keyword:"enum",params:{allowedValues: schema41.properties.source.enum},message:"must be equal to one of the allowed values",schema:schema41.properties.source.enum,parentSchema:schema41.properties.source,data:data8};
if(vErrors === null){
vErrors = [err25];
}
else {
vErrors.push(err25);
}
errors++;
}
let data9 = data7.offsetMs;
if(!(((typeof data9 == "number") && (!(data9 % 1) && !isNaN(data9))) && (isFinite(data9)))){
const err26 = {instancePath:instancePath+"/clock/offsetMs",schemaPath:"defs.schema.json#/definitions/clockConfig/properties/offsetMs/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema41.properties.offsetMs.type,parentSchema:schema41.properties.offsetMs,data:data9};
if(vErrors === null){
vErrors = [err26];
}
else {
vErrors.push(err26);
}
errors++;
}
if(data7.startMs !== undefined){
let data10 = data7.startMs;
if(!(((typeof data10 == "number") && (!(data10 % 1) && !isNaN(data10))) && (isFinite(data10)))){
const err27 = {instancePath:instancePath+"/clock/startMs",schemaPath:"defs.schema.json#/definitions/clockConfig/properties/startMs/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema41.properties.startMs.type,parentSchema:schema41.properties.startMs,data:data10};
if(vErrors === null){
vErrors = [err27];
}
else {
vErrors.push(err27);
}
errors++;
}
if((typeof data10 == "number") && (isFinite(data10))){
if(data10 > 9007199254740991 || isNaN(data10)){
const err28 = {instancePath:instancePath+"/clock/startMs",schemaPath:"defs.schema.json#/definitions/clockConfig/properties/startMs/maximum",keyword:"maximum",params:{comparison: "<=", limit: 9007199254740991},message:"must be <= 9007199254740991",schema:9007199254740991,parentSchema:schema41.properties.startMs,data:data10};
if(vErrors === null){
vErrors = [err28];
}
else {
vErrors.push(err28);
}
errors++;
}
if(data10 < 0 || isNaN(data10)){
const err29 = {instancePath:instancePath+"/clock/startMs",schemaPath:"defs.schema.json#/definitions/clockConfig/properties/startMs/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0",schema:0,parentSchema:schema41.properties.startMs,data:data10};
if(vErrors === null){
vErrors = [err29];
}
else {
vErrors.push(err29);
}
errors++;
}
}
}
let data11 = data7.speed;
if((typeof data11 == "number") && (isFinite(data11))){
if(data11 > 1000000000 || isNaN(data11)){
const err30 = {instancePath:instancePath+"/clock/speed",schemaPath:"defs.schema.json#/definitions/clockConfig/properties/speed/maximum",keyword:"maximum",params:{comparison: "<=", limit: 1000000000},message:"must be <= 1000000000",schema:1000000000,parentSchema:schema41.properties.speed,data:data11};
if(vErrors === null){
vErrors = [err30];
}
else {
vErrors.push(err30);
}
errors++;
}
if(data11 <= 0 || isNaN(data11)){
const err31 = {instancePath:instancePath+"/clock/speed",schemaPath:"defs.schema.json#/definitions/clockConfig/properties/speed/exclusiveMinimum",keyword:"exclusiveMinimum",params:{comparison: ">", limit: 0},message:"must be > 0",schema:0,parentSchema:schema41.properties.speed,data:data11};
if(vErrors === null){
vErrors = [err31];
}
else {
vErrors.push(err31);
}
errors++;
}
}
else {
const err32 = {instancePath:instancePath+"/clock/speed",schemaPath:"defs.schema.json#/definitions/clockConfig/properties/speed/type",keyword:"type",params:{type: "number"},message:"must be number",schema:schema41.properties.speed.type,parentSchema:schema41.properties.speed,data:data11};
if(vErrors === null){
vErrors = [err32];
}
else {
vErrors.push(err32);
}
errors++;
}
if(data7.endMs !== undefined){
let data12 = data7.endMs;
if(!(((typeof data12 == "number") && (!(data12 % 1) && !isNaN(data12))) && (isFinite(data12)))){
const err33 = {instancePath:instancePath+"/clock/endMs",schemaPath:"defs.schema.json#/definitions/clockConfig/properties/endMs/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema41.properties.endMs.type,parentSchema:schema41.properties.endMs,data:data12};
if(vErrors === null){
vErrors = [err33];
}
else {
vErrors.push(err33);
}
errors++;
}
if((typeof data12 == "number") && (isFinite(data12))){
if(data12 > 9007199254740991 || isNaN(data12)){
const err34 = {instancePath:instancePath+"/clock/endMs",schemaPath:"defs.schema.json#/definitions/clockConfig/properties/endMs/maximum",keyword:"maximum",params:{comparison: "<=", limit: 9007199254740991},message:"must be <= 9007199254740991",schema:9007199254740991,parentSchema:schema41.properties.endMs,data:data12};
if(vErrors === null){
vErrors = [err34];
}
else {
vErrors.push(err34);
}
errors++;
}
if(data12 < 0 || isNaN(data12)){
const err35 = {instancePath:instancePath+"/clock/endMs",schemaPath:"defs.schema.json#/definitions/clockConfig/properties/endMs/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0",schema:0,parentSchema:schema41.properties.endMs,data:data12};
if(vErrors === null){
vErrors = [err35];
}
else {
vErrors.push(err35);
}
errors++;
}
}
}
}
else {
const err36 = {instancePath:instancePath+"/clock",schemaPath:"defs.schema.json#/definitions/clockConfig/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema41.type,parentSchema:schema41,data:data7};
if(vErrors === null){
vErrors = [err36];
}
else {
vErrors.push(err36);
}
errors++;
}
let data13 = data.log;
if(data13 && typeof data13 == "object" && !Array.isArray(data13)){
if(data13.level === undefined){
data13.level = "info";
}
for(const key2 in data13){
if(!(key2 === "level")){
const err37 = {instancePath:instancePath+"/log",schemaPath:"defs.schema.json#/definitions/logConfig/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key2},message:"must NOT have additional properties",schema:false,parentSchema:schema42,data:data13};
if(vErrors === null){
vErrors = [err37];
}
else {
vErrors.push(err37);
}
errors++;
}
}
let data14 = data13.level;
if(typeof data14 !== "string"){
const err38 = {instancePath:instancePath+"/log/level",schemaPath:"defs.schema.json#/definitions/logConfig/properties/level/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema42.properties.level.type,parentSchema:schema42.properties.level,data:data14};
if(vErrors === null){
vErrors = [err38];
}
else {
vErrors.push(err38);
}
errors++;
}
if(!((((((data14 === "trace") || (data14 === "debug")) || (data14 === "info")) || (data14 === "warn")) || (data14 === "error")) || (data14 === "silent"))){
const err39 = {instancePath:instancePath+"/log/level",schemaPath:"defs.schema.json#/definitions/logConfig/properties/level/enum",keyword:"enum",params:{allowedValues: schema42.properties.level.enum},message:"must be equal to one of the allowed values",schema:schema42.properties.level.enum,parentSchema:schema42.properties.level,data:data14};
if(vErrors === null){
vErrors = [err39];
}
else {
vErrors.push(err39);
}
errors++;
}
}
else {
const err40 = {instancePath:instancePath+"/log",schemaPath:"defs.schema.json#/definitions/logConfig/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema42.type,parentSchema:schema42,data:data13};
if(vErrors === null){
vErrors = [err40];
}
else {
vErrors.push(err40);
}
errors++;
}
if(data.metrics !== undefined){
let data15 = data.metrics;
if(data15 && typeof data15 == "object" && !Array.isArray(data15)){
if(data15.listen === undefined){
const err41 = {instancePath:instancePath+"/metrics",schemaPath:"defs.schema.json#/definitions/metricsConfig/required",keyword:"required",params:{missingProperty: "listen"},message:"must have required property '"+"listen"+"'",schema:schema43.required,parentSchema:schema43,data:data15};
if(vErrors === null){
vErrors = [err41];
}
else {
vErrors.push(err41);
}
errors++;
}
for(const key3 in data15){
if(!(key3 === "listen")){
const err42 = {instancePath:instancePath+"/metrics",schemaPath:"defs.schema.json#/definitions/metricsConfig/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key3},message:"must NOT have additional properties",schema:false,parentSchema:schema43,data:data15};
if(vErrors === null){
vErrors = [err42];
}
else {
vErrors.push(err42);
}
errors++;
}
}
if(data15.listen !== undefined){
let data16 = data15.listen;
if(typeof data16 === "string"){
if(func2(data16) > 260){
const err43 = {instancePath:instancePath+"/metrics/listen",schemaPath:"defs.schema.json#/definitions/metricsConfig/properties/listen/maxLength",keyword:"maxLength",params:{limit: 260},message:"must NOT have more than 260 characters",schema:260,parentSchema:schema43.properties.listen,data:data16};
if(vErrors === null){
vErrors = [err43];
}
else {
vErrors.push(err43);
}
errors++;
}
if(func2(data16) < 3){
const err44 = {instancePath:instancePath+"/metrics/listen",schemaPath:"defs.schema.json#/definitions/metricsConfig/properties/listen/minLength",keyword:"minLength",params:{limit: 3},message:"must NOT have fewer than 3 characters",schema:3,parentSchema:schema43.properties.listen,data:data16};
if(vErrors === null){
vErrors = [err44];
}
else {
vErrors.push(err44);
}
errors++;
}
if(!pattern19.test(data16)){
const err45 = {instancePath:instancePath+"/metrics/listen",schemaPath:"defs.schema.json#/definitions/metricsConfig/properties/listen/pattern",keyword:"pattern",params:{pattern: "^.+:[0-9]{1,5}$"},message:"must match pattern \""+"^.+:[0-9]{1,5}$"+"\"",schema:"^.+:[0-9]{1,5}$",parentSchema:schema43.properties.listen,data:data16};
if(vErrors === null){
vErrors = [err45];
}
else {
vErrors.push(err45);
}
errors++;
}
}
else {
const err46 = {instancePath:instancePath+"/metrics/listen",schemaPath:"defs.schema.json#/definitions/metricsConfig/properties/listen/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema43.properties.listen.type,parentSchema:schema43.properties.listen,data:data16};
if(vErrors === null){
vErrors = [err46];
}
else {
vErrors.push(err46);
}
errors++;
}
}
}
else {
const err47 = {instancePath:instancePath+"/metrics",schemaPath:"defs.schema.json#/definitions/metricsConfig/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema43.type,parentSchema:schema43,data:data15};
if(vErrors === null){
vErrors = [err47];
}
else {
vErrors.push(err47);
}
errors++;
}
}
let data17 = data.commit;
if(data17 && typeof data17 == "object" && !Array.isArray(data17)){
if(data17.maxMessages === undefined){
data17.maxMessages = 100;
}
if(data17.maxDelayMs === undefined){
data17.maxDelayMs = 250;
}
for(const key4 in data17){
if(!((key4 === "maxMessages") || (key4 === "maxDelayMs"))){
const err48 = {instancePath:instancePath+"/commit",schemaPath:"defs.schema.json#/definitions/commitConfig/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key4},message:"must NOT have additional properties",schema:false,parentSchema:schema44,data:data17};
if(vErrors === null){
vErrors = [err48];
}
else {
vErrors.push(err48);
}
errors++;
}
}
let data18 = data17.maxMessages;
if(!(((typeof data18 == "number") && (!(data18 % 1) && !isNaN(data18))) && (isFinite(data18)))){
const err49 = {instancePath:instancePath+"/commit/maxMessages",schemaPath:"defs.schema.json#/definitions/commitConfig/properties/maxMessages/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema44.properties.maxMessages.type,parentSchema:schema44.properties.maxMessages,data:data18};
if(vErrors === null){
vErrors = [err49];
}
else {
vErrors.push(err49);
}
errors++;
}
if((typeof data18 == "number") && (isFinite(data18))){
if(data18 > 100000 || isNaN(data18)){
const err50 = {instancePath:instancePath+"/commit/maxMessages",schemaPath:"defs.schema.json#/definitions/commitConfig/properties/maxMessages/maximum",keyword:"maximum",params:{comparison: "<=", limit: 100000},message:"must be <= 100000",schema:100000,parentSchema:schema44.properties.maxMessages,data:data18};
if(vErrors === null){
vErrors = [err50];
}
else {
vErrors.push(err50);
}
errors++;
}
if(data18 < 1 || isNaN(data18)){
const err51 = {instancePath:instancePath+"/commit/maxMessages",schemaPath:"defs.schema.json#/definitions/commitConfig/properties/maxMessages/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1",schema:1,parentSchema:schema44.properties.maxMessages,data:data18};
if(vErrors === null){
vErrors = [err51];
}
else {
vErrors.push(err51);
}
errors++;
}
}
let data19 = data17.maxDelayMs;
if(!(((typeof data19 == "number") && (!(data19 % 1) && !isNaN(data19))) && (isFinite(data19)))){
const err52 = {instancePath:instancePath+"/commit/maxDelayMs",schemaPath:"defs.schema.json#/definitions/commitConfig/properties/maxDelayMs/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema44.properties.maxDelayMs.type,parentSchema:schema44.properties.maxDelayMs,data:data19};
if(vErrors === null){
vErrors = [err52];
}
else {
vErrors.push(err52);
}
errors++;
}
if((typeof data19 == "number") && (isFinite(data19))){
if(data19 > 10000 || isNaN(data19)){
const err53 = {instancePath:instancePath+"/commit/maxDelayMs",schemaPath:"defs.schema.json#/definitions/commitConfig/properties/maxDelayMs/maximum",keyword:"maximum",params:{comparison: "<=", limit: 10000},message:"must be <= 10000",schema:10000,parentSchema:schema44.properties.maxDelayMs,data:data19};
if(vErrors === null){
vErrors = [err53];
}
else {
vErrors.push(err53);
}
errors++;
}
if(data19 < 0 || isNaN(data19)){
const err54 = {instancePath:instancePath+"/commit/maxDelayMs",schemaPath:"defs.schema.json#/definitions/commitConfig/properties/maxDelayMs/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0",schema:0,parentSchema:schema44.properties.maxDelayMs,data:data19};
if(vErrors === null){
vErrors = [err54];
}
else {
vErrors.push(err54);
}
errors++;
}
}
}
else {
const err55 = {instancePath:instancePath+"/commit",schemaPath:"defs.schema.json#/definitions/commitConfig/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema44.type,parentSchema:schema44,data:data17};
if(vErrors === null){
vErrors = [err55];
}
else {
vErrors.push(err55);
}
errors++;
}
let data20 = data.floor;
if(data20 && typeof data20 == "object" && !Array.isArray(data20)){
if(data20.minThreshold === undefined){
data20.minThreshold = 2;
}
if(data20.minMeters === undefined){
data20.minMeters = 5;
}
if(data20.minIntervals === undefined){
data20.minIntervals = 96;
}
if(data20.maxKnown === undefined){
data20.maxKnown = 2;
}
if(data20.minCrowd === undefined){
data20.minCrowd = 5;
}
if(data20.trust === undefined){
data20.trust = "covert";
}
for(const key5 in data20){
if(!(func4.call(schema45.properties, key5))){
const err56 = {instancePath:instancePath+"/floor",schemaPath:"defs.schema.json#/definitions/localFloor/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key5},message:"must NOT have additional properties",schema:false,parentSchema:schema45,data:data20};
if(vErrors === null){
vErrors = [err56];
}
else {
vErrors.push(err56);
}
errors++;
}
}
let data21 = data20.minThreshold;
if(!(((typeof data21 == "number") && (!(data21 % 1) && !isNaN(data21))) && (isFinite(data21)))){
const err57 = {instancePath:instancePath+"/floor/minThreshold",schemaPath:"defs.schema.json#/definitions/localFloor/properties/minThreshold/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema45.properties.minThreshold.type,parentSchema:schema45.properties.minThreshold,data:data21};
if(vErrors === null){
vErrors = [err57];
}
else {
vErrors.push(err57);
}
errors++;
}
if((typeof data21 == "number") && (isFinite(data21))){
if(data21 > 16 || isNaN(data21)){
const err58 = {instancePath:instancePath+"/floor/minThreshold",schemaPath:"defs.schema.json#/definitions/localFloor/properties/minThreshold/maximum",keyword:"maximum",params:{comparison: "<=", limit: 16},message:"must be <= 16",schema:16,parentSchema:schema45.properties.minThreshold,data:data21};
if(vErrors === null){
vErrors = [err58];
}
else {
vErrors.push(err58);
}
errors++;
}
if(data21 < 2 || isNaN(data21)){
const err59 = {instancePath:instancePath+"/floor/minThreshold",schemaPath:"defs.schema.json#/definitions/localFloor/properties/minThreshold/minimum",keyword:"minimum",params:{comparison: ">=", limit: 2},message:"must be >= 2",schema:2,parentSchema:schema45.properties.minThreshold,data:data21};
if(vErrors === null){
vErrors = [err59];
}
else {
vErrors.push(err59);
}
errors++;
}
}
let data22 = data20.minMeters;
if(!(((typeof data22 == "number") && (!(data22 % 1) && !isNaN(data22))) && (isFinite(data22)))){
const err60 = {instancePath:instancePath+"/floor/minMeters",schemaPath:"defs.schema.json#/definitions/localFloor/properties/minMeters/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema45.properties.minMeters.type,parentSchema:schema45.properties.minMeters,data:data22};
if(vErrors === null){
vErrors = [err60];
}
else {
vErrors.push(err60);
}
errors++;
}
if((typeof data22 == "number") && (isFinite(data22))){
if(data22 > 10000000 || isNaN(data22)){
const err61 = {instancePath:instancePath+"/floor/minMeters",schemaPath:"defs.schema.json#/definitions/localFloor/properties/minMeters/maximum",keyword:"maximum",params:{comparison: "<=", limit: 10000000},message:"must be <= 10000000",schema:10000000,parentSchema:schema45.properties.minMeters,data:data22};
if(vErrors === null){
vErrors = [err61];
}
else {
vErrors.push(err61);
}
errors++;
}
if(data22 < 1 || isNaN(data22)){
const err62 = {instancePath:instancePath+"/floor/minMeters",schemaPath:"defs.schema.json#/definitions/localFloor/properties/minMeters/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1",schema:1,parentSchema:schema45.properties.minMeters,data:data22};
if(vErrors === null){
vErrors = [err62];
}
else {
vErrors.push(err62);
}
errors++;
}
}
let data23 = data20.minIntervals;
if(!(((typeof data23 == "number") && (!(data23 % 1) && !isNaN(data23))) && (isFinite(data23)))){
const err63 = {instancePath:instancePath+"/floor/minIntervals",schemaPath:"defs.schema.json#/definitions/localFloor/properties/minIntervals/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema45.properties.minIntervals.type,parentSchema:schema45.properties.minIntervals,data:data23};
if(vErrors === null){
vErrors = [err63];
}
else {
vErrors.push(err63);
}
errors++;
}
if((typeof data23 == "number") && (isFinite(data23))){
if(data23 > 1048576 || isNaN(data23)){
const err64 = {instancePath:instancePath+"/floor/minIntervals",schemaPath:"defs.schema.json#/definitions/localFloor/properties/minIntervals/maximum",keyword:"maximum",params:{comparison: "<=", limit: 1048576},message:"must be <= 1048576",schema:1048576,parentSchema:schema45.properties.minIntervals,data:data23};
if(vErrors === null){
vErrors = [err64];
}
else {
vErrors.push(err64);
}
errors++;
}
if(data23 < 1 || isNaN(data23)){
const err65 = {instancePath:instancePath+"/floor/minIntervals",schemaPath:"defs.schema.json#/definitions/localFloor/properties/minIntervals/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1",schema:1,parentSchema:schema45.properties.minIntervals,data:data23};
if(vErrors === null){
vErrors = [err65];
}
else {
vErrors.push(err65);
}
errors++;
}
}
let data24 = data20.maxKnown;
if(!(((typeof data24 == "number") && (!(data24 % 1) && !isNaN(data24))) && (isFinite(data24)))){
const err66 = {instancePath:instancePath+"/floor/maxKnown",schemaPath:"defs.schema.json#/definitions/localFloor/properties/maxKnown/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema45.properties.maxKnown.type,parentSchema:schema45.properties.maxKnown,data:data24};
if(vErrors === null){
vErrors = [err66];
}
else {
vErrors.push(err66);
}
errors++;
}
if((typeof data24 == "number") && (isFinite(data24))){
if(data24 > 1000000 || isNaN(data24)){
const err67 = {instancePath:instancePath+"/floor/maxKnown",schemaPath:"defs.schema.json#/definitions/localFloor/properties/maxKnown/maximum",keyword:"maximum",params:{comparison: "<=", limit: 1000000},message:"must be <= 1000000",schema:1000000,parentSchema:schema45.properties.maxKnown,data:data24};
if(vErrors === null){
vErrors = [err67];
}
else {
vErrors.push(err67);
}
errors++;
}
if(data24 < 0 || isNaN(data24)){
const err68 = {instancePath:instancePath+"/floor/maxKnown",schemaPath:"defs.schema.json#/definitions/localFloor/properties/maxKnown/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0",schema:0,parentSchema:schema45.properties.maxKnown,data:data24};
if(vErrors === null){
vErrors = [err68];
}
else {
vErrors.push(err68);
}
errors++;
}
}
let data25 = data20.minCrowd;
if(!(((typeof data25 == "number") && (!(data25 % 1) && !isNaN(data25))) && (isFinite(data25)))){
const err69 = {instancePath:instancePath+"/floor/minCrowd",schemaPath:"defs.schema.json#/definitions/localFloor/properties/minCrowd/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema45.properties.minCrowd.type,parentSchema:schema45.properties.minCrowd,data:data25};
if(vErrors === null){
vErrors = [err69];
}
else {
vErrors.push(err69);
}
errors++;
}
if((typeof data25 == "number") && (isFinite(data25))){
if(data25 > 10000000 || isNaN(data25)){
const err70 = {instancePath:instancePath+"/floor/minCrowd",schemaPath:"defs.schema.json#/definitions/localFloor/properties/minCrowd/maximum",keyword:"maximum",params:{comparison: "<=", limit: 10000000},message:"must be <= 10000000",schema:10000000,parentSchema:schema45.properties.minCrowd,data:data25};
if(vErrors === null){
vErrors = [err70];
}
else {
vErrors.push(err70);
}
errors++;
}
if(data25 < 1 || isNaN(data25)){
const err71 = {instancePath:instancePath+"/floor/minCrowd",schemaPath:"defs.schema.json#/definitions/localFloor/properties/minCrowd/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1",schema:1,parentSchema:schema45.properties.minCrowd,data:data25};
if(vErrors === null){
vErrors = [err71];
}
else {
vErrors.push(err71);
}
errors++;
}
}
let data26 = data20.trust;
if(typeof data26 !== "string"){
const err72 = {instancePath:instancePath+"/floor/trust",schemaPath:"defs.schema.json#/definitions/localFloor/properties/trust/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema45.properties.trust.type,parentSchema:schema45.properties.trust,data:data26};
if(vErrors === null){
vErrors = [err72];
}
else {
vErrors.push(err72);
}
errors++;
}
if(!((data26 === "covert") || (data26 === "active"))){
const err73 = {instancePath:instancePath+"/floor/trust",schemaPath:"defs.schema.json#/definitions/localFloor/properties/trust/enum",keyword:"enum",params:{allowedValues: schema45.properties.trust.enum},message:"must be equal to one of the allowed values",schema:schema45.properties.trust.enum,parentSchema:schema45.properties.trust,data:data26};
if(vErrors === null){
vErrors = [err73];
}
else {
vErrors.push(err73);
}
errors++;
}
if(data20.minPatienceSeconds !== undefined){
let data27 = data20.minPatienceSeconds;
if(!(((typeof data27 == "number") && (!(data27 % 1) && !isNaN(data27))) && (isFinite(data27)))){
const err74 = {instancePath:instancePath+"/floor/minPatienceSeconds",schemaPath:"defs.schema.json#/definitions/localFloor/properties/minPatienceSeconds/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema45.properties.minPatienceSeconds.type,parentSchema:schema45.properties.minPatienceSeconds,data:data27};
if(vErrors === null){
vErrors = [err74];
}
else {
vErrors.push(err74);
}
errors++;
}
if((typeof data27 == "number") && (isFinite(data27))){
if(data27 > 604800 || isNaN(data27)){
const err75 = {instancePath:instancePath+"/floor/minPatienceSeconds",schemaPath:"defs.schema.json#/definitions/localFloor/properties/minPatienceSeconds/maximum",keyword:"maximum",params:{comparison: "<=", limit: 604800},message:"must be <= 604800",schema:604800,parentSchema:schema45.properties.minPatienceSeconds,data:data27};
if(vErrors === null){
vErrors = [err75];
}
else {
vErrors.push(err75);
}
errors++;
}
if(data27 < 0 || isNaN(data27)){
const err76 = {instancePath:instancePath+"/floor/minPatienceSeconds",schemaPath:"defs.schema.json#/definitions/localFloor/properties/minPatienceSeconds/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0",schema:0,parentSchema:schema45.properties.minPatienceSeconds,data:data27};
if(vErrors === null){
vErrors = [err76];
}
else {
vErrors.push(err76);
}
errors++;
}
}
}
if(data20.maxRates !== undefined){
let data28 = data20.maxRates;
if(!(((typeof data28 == "number") && (!(data28 % 1) && !isNaN(data28))) && (isFinite(data28)))){
const err77 = {instancePath:instancePath+"/floor/maxRates",schemaPath:"defs.schema.json#/definitions/localFloor/properties/maxRates/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema45.properties.maxRates.type,parentSchema:schema45.properties.maxRates,data:data28};
if(vErrors === null){
vErrors = [err77];
}
else {
vErrors.push(err77);
}
errors++;
}
if((typeof data28 == "number") && (isFinite(data28))){
if(data28 > 48 || isNaN(data28)){
const err78 = {instancePath:instancePath+"/floor/maxRates",schemaPath:"defs.schema.json#/definitions/localFloor/properties/maxRates/maximum",keyword:"maximum",params:{comparison: "<=", limit: 48},message:"must be <= 48",schema:48,parentSchema:schema45.properties.maxRates,data:data28};
if(vErrors === null){
vErrors = [err78];
}
else {
vErrors.push(err78);
}
errors++;
}
if(data28 < 1 || isNaN(data28)){
const err79 = {instancePath:instancePath+"/floor/maxRates",schemaPath:"defs.schema.json#/definitions/localFloor/properties/maxRates/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1",schema:1,parentSchema:schema45.properties.maxRates,data:data28};
if(vErrors === null){
vErrors = [err79];
}
else {
vErrors.push(err79);
}
errors++;
}
}
}
if(data20.maxAtoms !== undefined){
let data29 = data20.maxAtoms;
if(!(((typeof data29 == "number") && (!(data29 % 1) && !isNaN(data29))) && (isFinite(data29)))){
const err80 = {instancePath:instancePath+"/floor/maxAtoms",schemaPath:"defs.schema.json#/definitions/localFloor/properties/maxAtoms/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema45.properties.maxAtoms.type,parentSchema:schema45.properties.maxAtoms,data:data29};
if(vErrors === null){
vErrors = [err80];
}
else {
vErrors.push(err80);
}
errors++;
}
if((typeof data29 == "number") && (isFinite(data29))){
if(data29 > 4096 || isNaN(data29)){
const err81 = {instancePath:instancePath+"/floor/maxAtoms",schemaPath:"defs.schema.json#/definitions/localFloor/properties/maxAtoms/maximum",keyword:"maximum",params:{comparison: "<=", limit: 4096},message:"must be <= 4096",schema:4096,parentSchema:schema45.properties.maxAtoms,data:data29};
if(vErrors === null){
vErrors = [err81];
}
else {
vErrors.push(err81);
}
errors++;
}
if(data29 < 1 || isNaN(data29)){
const err82 = {instancePath:instancePath+"/floor/maxAtoms",schemaPath:"defs.schema.json#/definitions/localFloor/properties/maxAtoms/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1",schema:1,parentSchema:schema45.properties.maxAtoms,data:data29};
if(vErrors === null){
vErrors = [err82];
}
else {
vErrors.push(err82);
}
errors++;
}
}
}
if(data20.dynamic !== undefined){
let data30 = data20.dynamic;
if(typeof data30 !== "boolean"){
const err83 = {instancePath:instancePath+"/floor/dynamic",schemaPath:"defs.schema.json#/definitions/localFloor/properties/dynamic/type",keyword:"type",params:{type: "boolean"},message:"must be boolean",schema:schema45.properties.dynamic.type,parentSchema:schema45.properties.dynamic,data:data30};
if(vErrors === null){
vErrors = [err83];
}
else {
vErrors.push(err83);
}
errors++;
}
}
}
else {
const err84 = {instancePath:instancePath+"/floor",schemaPath:"defs.schema.json#/definitions/localFloor/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema45.type,parentSchema:schema45,data:data20};
if(vErrors === null){
vErrors = [err84];
}
else {
vErrors.push(err84);
}
errors++;
}
if(data.source !== undefined){
let data31 = data.source;
const _errs74 = errors;
let valid12 = false;
let passing0 = null;
const _errs75 = errors;
if(typeof data31 === "string"){
if(func2(data31) > 4096){
const err85 = {instancePath:instancePath+"/source",schemaPath:"#/properties/source/oneOf/0/maxLength",keyword:"maxLength",params:{limit: 4096},message:"must NOT have more than 4096 characters",schema:4096,parentSchema:schema55.properties.source.oneOf[0],data:data31};
if(vErrors === null){
vErrors = [err85];
}
else {
vErrors.push(err85);
}
errors++;
}
if(func2(data31) < 1){
const err86 = {instancePath:instancePath+"/source",schemaPath:"#/properties/source/oneOf/0/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema55.properties.source.oneOf[0],data:data31};
if(vErrors === null){
vErrors = [err86];
}
else {
vErrors.push(err86);
}
errors++;
}
}
else {
const err87 = {instancePath:instancePath+"/source",schemaPath:"#/properties/source/oneOf/0/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema55.properties.source.oneOf[0].type,parentSchema:schema55.properties.source.oneOf[0],data:data31};
if(vErrors === null){
vErrors = [err87];
}
else {
vErrors.push(err87);
}
errors++;
}
var _valid0 = _errs75 === errors;
if(_valid0){
valid12 = true;
passing0 = 0;
}
const _errs77 = errors;
if(data31 && typeof data31 == "object" && !Array.isArray(data31)){
if(data31.kind === undefined){
const err88 = {instancePath:instancePath+"/source",schemaPath:"#/properties/source/oneOf/1/required",keyword:"required",params:{missingProperty: "kind"},message:"must have required property '"+"kind"+"'",schema:schema55.properties.source.oneOf[1].required,parentSchema:schema55.properties.source.oneOf[1],data:data31};
if(vErrors === null){
vErrors = [err88];
}
else {
vErrors.push(err88);
}
errors++;
}
const tag0 = data31.kind;
if(typeof tag0 == "string"){
if(tag0 === "csv"){
if(data31 && typeof data31 == "object" && !Array.isArray(data31)){
if(data31.kind === undefined){
const err89 = {instancePath:instancePath+"/source",schemaPath:"#/properties/source/oneOf/1/oneOf/0/required",keyword:"required",params:{missingProperty: "kind"},message:"must have required property '"+"kind"+"'",schema:schema55.properties.source.oneOf[1].oneOf[0].required,parentSchema:schema55.properties.source.oneOf[1].oneOf[0],data:data31};
if(vErrors === null){
vErrors = [err89];
}
else {
vErrors.push(err89);
}
errors++;
}
if(data31.file === undefined){
const err90 = {instancePath:instancePath+"/source",schemaPath:"#/properties/source/oneOf/1/oneOf/0/required",keyword:"required",params:{missingProperty: "file"},message:"must have required property '"+"file"+"'",schema:schema55.properties.source.oneOf[1].oneOf[0].required,parentSchema:schema55.properties.source.oneOf[1].oneOf[0],data:data31};
if(vErrors === null){
vErrors = [err90];
}
else {
vErrors.push(err90);
}
errors++;
}
for(const key6 in data31){
if(!((((key6 === "kind") || (key6 === "file")) || (key6 === "meterCount")) || (key6 === "days"))){
const err91 = {instancePath:instancePath+"/source",schemaPath:"#/properties/source/oneOf/1/oneOf/0/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key6},message:"must NOT have additional properties",schema:false,parentSchema:schema55.properties.source.oneOf[1].oneOf[0],data:data31};
if(vErrors === null){
vErrors = [err91];
}
else {
vErrors.push(err91);
}
errors++;
}
}
if(data31.kind !== undefined){
let data32 = data31.kind;
if(typeof data32 !== "string"){
const err92 = {instancePath:instancePath+"/source/kind",schemaPath:"#/properties/source/oneOf/1/oneOf/0/properties/kind/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema55.properties.source.oneOf[1].oneOf[0].properties.kind.type,parentSchema:schema55.properties.source.oneOf[1].oneOf[0].properties.kind,data:data32};
if(vErrors === null){
vErrors = [err92];
}
else {
vErrors.push(err92);
}
errors++;
}
if("csv" !== data32){
const err93 = {instancePath:instancePath+"/source/kind",schemaPath:"#/properties/source/oneOf/1/oneOf/0/properties/kind/const",keyword:"const",params:{allowedValue: "csv"},message:"must be equal to constant",schema:"csv",parentSchema:schema55.properties.source.oneOf[1].oneOf[0].properties.kind,data:data32};
if(vErrors === null){
vErrors = [err93];
}
else {
vErrors.push(err93);
}
errors++;
}
}
if(data31.file !== undefined){
let data33 = data31.file;
if(typeof data33 === "string"){
if(func2(data33) > 4096){
const err94 = {instancePath:instancePath+"/source/file",schemaPath:"#/properties/source/oneOf/1/oneOf/0/properties/file/maxLength",keyword:"maxLength",params:{limit: 4096},message:"must NOT have more than 4096 characters",schema:4096,parentSchema:schema55.properties.source.oneOf[1].oneOf[0].properties.file,data:data33};
if(vErrors === null){
vErrors = [err94];
}
else {
vErrors.push(err94);
}
errors++;
}
if(func2(data33) < 1){
const err95 = {instancePath:instancePath+"/source/file",schemaPath:"#/properties/source/oneOf/1/oneOf/0/properties/file/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema55.properties.source.oneOf[1].oneOf[0].properties.file,data:data33};
if(vErrors === null){
vErrors = [err95];
}
else {
vErrors.push(err95);
}
errors++;
}
}
else {
const err96 = {instancePath:instancePath+"/source/file",schemaPath:"#/properties/source/oneOf/1/oneOf/0/properties/file/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema55.properties.source.oneOf[1].oneOf[0].properties.file.type,parentSchema:schema55.properties.source.oneOf[1].oneOf[0].properties.file,data:data33};
if(vErrors === null){
vErrors = [err96];
}
else {
vErrors.push(err96);
}
errors++;
}
}
if(data31.meterCount !== undefined){
let data34 = data31.meterCount;
if(!(((typeof data34 == "number") && (!(data34 % 1) && !isNaN(data34))) && (isFinite(data34)))){
const err97 = {instancePath:instancePath+"/source/meterCount",schemaPath:"#/properties/source/oneOf/1/oneOf/0/properties/meterCount/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema55.properties.source.oneOf[1].oneOf[0].properties.meterCount.type,parentSchema:schema55.properties.source.oneOf[1].oneOf[0].properties.meterCount,data:data34};
if(vErrors === null){
vErrors = [err97];
}
else {
vErrors.push(err97);
}
errors++;
}
if((typeof data34 == "number") && (isFinite(data34))){
if(data34 > 10000000 || isNaN(data34)){
const err98 = {instancePath:instancePath+"/source/meterCount",schemaPath:"#/properties/source/oneOf/1/oneOf/0/properties/meterCount/maximum",keyword:"maximum",params:{comparison: "<=", limit: 10000000},message:"must be <= 10000000",schema:10000000,parentSchema:schema55.properties.source.oneOf[1].oneOf[0].properties.meterCount,data:data34};
if(vErrors === null){
vErrors = [err98];
}
else {
vErrors.push(err98);
}
errors++;
}
if(data34 < 1 || isNaN(data34)){
const err99 = {instancePath:instancePath+"/source/meterCount",schemaPath:"#/properties/source/oneOf/1/oneOf/0/properties/meterCount/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1",schema:1,parentSchema:schema55.properties.source.oneOf[1].oneOf[0].properties.meterCount,data:data34};
if(vErrors === null){
vErrors = [err99];
}
else {
vErrors.push(err99);
}
errors++;
}
}
}
if(data31.days !== undefined){
let data35 = data31.days;
if(!(((typeof data35 == "number") && (!(data35 % 1) && !isNaN(data35))) && (isFinite(data35)))){
const err100 = {instancePath:instancePath+"/source/days",schemaPath:"#/properties/source/oneOf/1/oneOf/0/properties/days/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema55.properties.source.oneOf[1].oneOf[0].properties.days.type,parentSchema:schema55.properties.source.oneOf[1].oneOf[0].properties.days,data:data35};
if(vErrors === null){
vErrors = [err100];
}
else {
vErrors.push(err100);
}
errors++;
}
if((typeof data35 == "number") && (isFinite(data35))){
if(data35 > 36500 || isNaN(data35)){
const err101 = {instancePath:instancePath+"/source/days",schemaPath:"#/properties/source/oneOf/1/oneOf/0/properties/days/maximum",keyword:"maximum",params:{comparison: "<=", limit: 36500},message:"must be <= 36500",schema:36500,parentSchema:schema55.properties.source.oneOf[1].oneOf[0].properties.days,data:data35};
if(vErrors === null){
vErrors = [err101];
}
else {
vErrors.push(err101);
}
errors++;
}
if(data35 < 1 || isNaN(data35)){
const err102 = {instancePath:instancePath+"/source/days",schemaPath:"#/properties/source/oneOf/1/oneOf/0/properties/days/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1",schema:1,parentSchema:schema55.properties.source.oneOf[1].oneOf[0].properties.days,data:data35};
if(vErrors === null){
vErrors = [err102];
}
else {
vErrors.push(err102);
}
errors++;
}
}
}
}
else {
const err103 = {instancePath:instancePath+"/source",schemaPath:"#/properties/source/oneOf/1/oneOf/0/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema55.properties.source.oneOf[1].oneOf[0].type,parentSchema:schema55.properties.source.oneOf[1].oneOf[0],data:data31};
if(vErrors === null){
vErrors = [err103];
}
else {
vErrors.push(err103);
}
errors++;
}
}
else if(tag0 === "simulated"){
if(data31 && typeof data31 == "object" && !Array.isArray(data31)){
if(data31.kind === undefined){
const err104 = {instancePath:instancePath+"/source",schemaPath:"#/properties/source/oneOf/1/oneOf/1/required",keyword:"required",params:{missingProperty: "kind"},message:"must have required property '"+"kind"+"'",schema:schema55.properties.source.oneOf[1].oneOf[1].required,parentSchema:schema55.properties.source.oneOf[1].oneOf[1],data:data31};
if(vErrors === null){
vErrors = [err104];
}
else {
vErrors.push(err104);
}
errors++;
}
if(data31.seed === undefined){
const err105 = {instancePath:instancePath+"/source",schemaPath:"#/properties/source/oneOf/1/oneOf/1/required",keyword:"required",params:{missingProperty: "seed"},message:"must have required property '"+"seed"+"'",schema:schema55.properties.source.oneOf[1].oneOf[1].required,parentSchema:schema55.properties.source.oneOf[1].oneOf[1],data:data31};
if(vErrors === null){
vErrors = [err105];
}
else {
vErrors.push(err105);
}
errors++;
}
if(data31.meterCount === undefined){
const err106 = {instancePath:instancePath+"/source",schemaPath:"#/properties/source/oneOf/1/oneOf/1/required",keyword:"required",params:{missingProperty: "meterCount"},message:"must have required property '"+"meterCount"+"'",schema:schema55.properties.source.oneOf[1].oneOf[1].required,parentSchema:schema55.properties.source.oneOf[1].oneOf[1],data:data31};
if(vErrors === null){
vErrors = [err106];
}
else {
vErrors.push(err106);
}
errors++;
}
if(data31.days === undefined){
const err107 = {instancePath:instancePath+"/source",schemaPath:"#/properties/source/oneOf/1/oneOf/1/required",keyword:"required",params:{missingProperty: "days"},message:"must have required property '"+"days"+"'",schema:schema55.properties.source.oneOf[1].oneOf[1].required,parentSchema:schema55.properties.source.oneOf[1].oneOf[1],data:data31};
if(vErrors === null){
vErrors = [err107];
}
else {
vErrors.push(err107);
}
errors++;
}
if(data31.firstInterval === undefined){
const err108 = {instancePath:instancePath+"/source",schemaPath:"#/properties/source/oneOf/1/oneOf/1/required",keyword:"required",params:{missingProperty: "firstInterval"},message:"must have required property '"+"firstInterval"+"'",schema:schema55.properties.source.oneOf[1].oneOf[1].required,parentSchema:schema55.properties.source.oneOf[1].oneOf[1],data:data31};
if(vErrors === null){
vErrors = [err108];
}
else {
vErrors.push(err108);
}
errors++;
}
for(const key7 in data31){
if(!((((((key7 === "kind") || (key7 === "seed")) || (key7 === "meterCount")) || (key7 === "days")) || (key7 === "firstInterval")) || (key7 === "areaCount"))){
const err109 = {instancePath:instancePath+"/source",schemaPath:"#/properties/source/oneOf/1/oneOf/1/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key7},message:"must NOT have additional properties",schema:false,parentSchema:schema55.properties.source.oneOf[1].oneOf[1],data:data31};
if(vErrors === null){
vErrors = [err109];
}
else {
vErrors.push(err109);
}
errors++;
}
}
if(data31.kind !== undefined){
let data36 = data31.kind;
if(typeof data36 !== "string"){
const err110 = {instancePath:instancePath+"/source/kind",schemaPath:"#/properties/source/oneOf/1/oneOf/1/properties/kind/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema55.properties.source.oneOf[1].oneOf[1].properties.kind.type,parentSchema:schema55.properties.source.oneOf[1].oneOf[1].properties.kind,data:data36};
if(vErrors === null){
vErrors = [err110];
}
else {
vErrors.push(err110);
}
errors++;
}
if("simulated" !== data36){
const err111 = {instancePath:instancePath+"/source/kind",schemaPath:"#/properties/source/oneOf/1/oneOf/1/properties/kind/const",keyword:"const",params:{allowedValue: "simulated"},message:"must be equal to constant",schema:"simulated",parentSchema:schema55.properties.source.oneOf[1].oneOf[1].properties.kind,data:data36};
if(vErrors === null){
vErrors = [err111];
}
else {
vErrors.push(err111);
}
errors++;
}
}
if(data31.seed !== undefined){
let data37 = data31.seed;
if(!(((typeof data37 == "number") && (!(data37 % 1) && !isNaN(data37))) && (isFinite(data37)))){
const err112 = {instancePath:instancePath+"/source/seed",schemaPath:"#/properties/source/oneOf/1/oneOf/1/properties/seed/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema55.properties.source.oneOf[1].oneOf[1].properties.seed.type,parentSchema:schema55.properties.source.oneOf[1].oneOf[1].properties.seed,data:data37};
if(vErrors === null){
vErrors = [err112];
}
else {
vErrors.push(err112);
}
errors++;
}
if((typeof data37 == "number") && (isFinite(data37))){
if(data37 > 4294967295 || isNaN(data37)){
const err113 = {instancePath:instancePath+"/source/seed",schemaPath:"#/properties/source/oneOf/1/oneOf/1/properties/seed/maximum",keyword:"maximum",params:{comparison: "<=", limit: 4294967295},message:"must be <= 4294967295",schema:4294967295,parentSchema:schema55.properties.source.oneOf[1].oneOf[1].properties.seed,data:data37};
if(vErrors === null){
vErrors = [err113];
}
else {
vErrors.push(err113);
}
errors++;
}
if(data37 < 0 || isNaN(data37)){
const err114 = {instancePath:instancePath+"/source/seed",schemaPath:"#/properties/source/oneOf/1/oneOf/1/properties/seed/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0",schema:0,parentSchema:schema55.properties.source.oneOf[1].oneOf[1].properties.seed,data:data37};
if(vErrors === null){
vErrors = [err114];
}
else {
vErrors.push(err114);
}
errors++;
}
}
}
if(data31.meterCount !== undefined){
let data38 = data31.meterCount;
if(!(((typeof data38 == "number") && (!(data38 % 1) && !isNaN(data38))) && (isFinite(data38)))){
const err115 = {instancePath:instancePath+"/source/meterCount",schemaPath:"#/properties/source/oneOf/1/oneOf/1/properties/meterCount/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema55.properties.source.oneOf[1].oneOf[1].properties.meterCount.type,parentSchema:schema55.properties.source.oneOf[1].oneOf[1].properties.meterCount,data:data38};
if(vErrors === null){
vErrors = [err115];
}
else {
vErrors.push(err115);
}
errors++;
}
if((typeof data38 == "number") && (isFinite(data38))){
if(data38 > 10000000 || isNaN(data38)){
const err116 = {instancePath:instancePath+"/source/meterCount",schemaPath:"#/properties/source/oneOf/1/oneOf/1/properties/meterCount/maximum",keyword:"maximum",params:{comparison: "<=", limit: 10000000},message:"must be <= 10000000",schema:10000000,parentSchema:schema55.properties.source.oneOf[1].oneOf[1].properties.meterCount,data:data38};
if(vErrors === null){
vErrors = [err116];
}
else {
vErrors.push(err116);
}
errors++;
}
if(data38 < 1 || isNaN(data38)){
const err117 = {instancePath:instancePath+"/source/meterCount",schemaPath:"#/properties/source/oneOf/1/oneOf/1/properties/meterCount/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1",schema:1,parentSchema:schema55.properties.source.oneOf[1].oneOf[1].properties.meterCount,data:data38};
if(vErrors === null){
vErrors = [err117];
}
else {
vErrors.push(err117);
}
errors++;
}
}
}
if(data31.days !== undefined){
let data39 = data31.days;
if(!(((typeof data39 == "number") && (!(data39 % 1) && !isNaN(data39))) && (isFinite(data39)))){
const err118 = {instancePath:instancePath+"/source/days",schemaPath:"#/properties/source/oneOf/1/oneOf/1/properties/days/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema55.properties.source.oneOf[1].oneOf[1].properties.days.type,parentSchema:schema55.properties.source.oneOf[1].oneOf[1].properties.days,data:data39};
if(vErrors === null){
vErrors = [err118];
}
else {
vErrors.push(err118);
}
errors++;
}
if((typeof data39 == "number") && (isFinite(data39))){
if(data39 > 36500 || isNaN(data39)){
const err119 = {instancePath:instancePath+"/source/days",schemaPath:"#/properties/source/oneOf/1/oneOf/1/properties/days/maximum",keyword:"maximum",params:{comparison: "<=", limit: 36500},message:"must be <= 36500",schema:36500,parentSchema:schema55.properties.source.oneOf[1].oneOf[1].properties.days,data:data39};
if(vErrors === null){
vErrors = [err119];
}
else {
vErrors.push(err119);
}
errors++;
}
if(data39 < 1 || isNaN(data39)){
const err120 = {instancePath:instancePath+"/source/days",schemaPath:"#/properties/source/oneOf/1/oneOf/1/properties/days/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1",schema:1,parentSchema:schema55.properties.source.oneOf[1].oneOf[1].properties.days,data:data39};
if(vErrors === null){
vErrors = [err120];
}
else {
vErrors.push(err120);
}
errors++;
}
}
}
if(data31.firstInterval !== undefined){
let data40 = data31.firstInterval;
if(!(((typeof data40 == "number") && (!(data40 % 1) && !isNaN(data40))) && (isFinite(data40)))){
const err121 = {instancePath:instancePath+"/source/firstInterval",schemaPath:"defs.schema.json#/definitions/interval/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema26.type,parentSchema:schema26,data:data40};
if(vErrors === null){
vErrors = [err121];
}
else {
vErrors.push(err121);
}
errors++;
}
if((typeof data40 == "number") && (isFinite(data40))){
if(data40 > 4294967295 || isNaN(data40)){
const err122 = {instancePath:instancePath+"/source/firstInterval",schemaPath:"defs.schema.json#/definitions/interval/maximum",keyword:"maximum",params:{comparison: "<=", limit: 4294967295},message:"must be <= 4294967295",schema:4294967295,parentSchema:schema26,data:data40};
if(vErrors === null){
vErrors = [err122];
}
else {
vErrors.push(err122);
}
errors++;
}
if(data40 < 0 || isNaN(data40)){
const err123 = {instancePath:instancePath+"/source/firstInterval",schemaPath:"defs.schema.json#/definitions/interval/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0",schema:0,parentSchema:schema26,data:data40};
if(vErrors === null){
vErrors = [err123];
}
else {
vErrors.push(err123);
}
errors++;
}
}
}
if(data31.areaCount !== undefined){
let data41 = data31.areaCount;
if(!(((typeof data41 == "number") && (!(data41 % 1) && !isNaN(data41))) && (isFinite(data41)))){
const err124 = {instancePath:instancePath+"/source/areaCount",schemaPath:"#/properties/source/oneOf/1/oneOf/1/properties/areaCount/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema55.properties.source.oneOf[1].oneOf[1].properties.areaCount.type,parentSchema:schema55.properties.source.oneOf[1].oneOf[1].properties.areaCount,data:data41};
if(vErrors === null){
vErrors = [err124];
}
else {
vErrors.push(err124);
}
errors++;
}
if((typeof data41 == "number") && (isFinite(data41))){
if(data41 > 4096 || isNaN(data41)){
const err125 = {instancePath:instancePath+"/source/areaCount",schemaPath:"#/properties/source/oneOf/1/oneOf/1/properties/areaCount/maximum",keyword:"maximum",params:{comparison: "<=", limit: 4096},message:"must be <= 4096",schema:4096,parentSchema:schema55.properties.source.oneOf[1].oneOf[1].properties.areaCount,data:data41};
if(vErrors === null){
vErrors = [err125];
}
else {
vErrors.push(err125);
}
errors++;
}
if(data41 < 1 || isNaN(data41)){
const err126 = {instancePath:instancePath+"/source/areaCount",schemaPath:"#/properties/source/oneOf/1/oneOf/1/properties/areaCount/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1",schema:1,parentSchema:schema55.properties.source.oneOf[1].oneOf[1].properties.areaCount,data:data41};
if(vErrors === null){
vErrors = [err126];
}
else {
vErrors.push(err126);
}
errors++;
}
}
}
}
else {
const err127 = {instancePath:instancePath+"/source",schemaPath:"#/properties/source/oneOf/1/oneOf/1/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema55.properties.source.oneOf[1].oneOf[1].type,parentSchema:schema55.properties.source.oneOf[1].oneOf[1],data:data31};
if(vErrors === null){
vErrors = [err127];
}
else {
vErrors.push(err127);
}
errors++;
}
}
else if(tag0 === "lines"){
if(data31 && typeof data31 == "object" && !Array.isArray(data31)){
if(data31.kind === undefined){
const err128 = {instancePath:instancePath+"/source",schemaPath:"#/properties/source/oneOf/1/oneOf/2/required",keyword:"required",params:{missingProperty: "kind"},message:"must have required property '"+"kind"+"'",schema:schema55.properties.source.oneOf[1].oneOf[2].required,parentSchema:schema55.properties.source.oneOf[1].oneOf[2],data:data31};
if(vErrors === null){
vErrors = [err128];
}
else {
vErrors.push(err128);
}
errors++;
}
if(data31.registers === undefined){
const err129 = {instancePath:instancePath+"/source",schemaPath:"#/properties/source/oneOf/1/oneOf/2/required",keyword:"required",params:{missingProperty: "registers"},message:"must have required property '"+"registers"+"'",schema:schema55.properties.source.oneOf[1].oneOf[2].required,parentSchema:schema55.properties.source.oneOf[1].oneOf[2],data:data31};
if(vErrors === null){
vErrors = [err129];
}
else {
vErrors.push(err129);
}
errors++;
}
for(const key8 in data31){
if(!((((((((key8 === "kind") || (key8 === "file")) || (key8 === "meter")) || (key8 === "time")) || (key8 === "meterTime")) || (key8 === "serial")) || (key8 === "quality")) || (key8 === "registers"))){
const err130 = {instancePath:instancePath+"/source",schemaPath:"#/properties/source/oneOf/1/oneOf/2/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key8},message:"must NOT have additional properties",schema:false,parentSchema:schema55.properties.source.oneOf[1].oneOf[2],data:data31};
if(vErrors === null){
vErrors = [err130];
}
else {
vErrors.push(err130);
}
errors++;
}
}
if(data31.kind !== undefined){
let data42 = data31.kind;
if(typeof data42 !== "string"){
const err131 = {instancePath:instancePath+"/source/kind",schemaPath:"#/properties/source/oneOf/1/oneOf/2/properties/kind/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema55.properties.source.oneOf[1].oneOf[2].properties.kind.type,parentSchema:schema55.properties.source.oneOf[1].oneOf[2].properties.kind,data:data42};
if(vErrors === null){
vErrors = [err131];
}
else {
vErrors.push(err131);
}
errors++;
}
if("lines" !== data42){
const err132 = {instancePath:instancePath+"/source/kind",schemaPath:"#/properties/source/oneOf/1/oneOf/2/properties/kind/const",keyword:"const",params:{allowedValue: "lines"},message:"must be equal to constant",schema:"lines",parentSchema:schema55.properties.source.oneOf[1].oneOf[2].properties.kind,data:data42};
if(vErrors === null){
vErrors = [err132];
}
else {
vErrors.push(err132);
}
errors++;
}
}
if(data31.file !== undefined){
let data43 = data31.file;
if(typeof data43 === "string"){
if(func2(data43) > 4096){
const err133 = {instancePath:instancePath+"/source/file",schemaPath:"#/properties/source/oneOf/1/oneOf/2/properties/file/maxLength",keyword:"maxLength",params:{limit: 4096},message:"must NOT have more than 4096 characters",schema:4096,parentSchema:schema55.properties.source.oneOf[1].oneOf[2].properties.file,data:data43};
if(vErrors === null){
vErrors = [err133];
}
else {
vErrors.push(err133);
}
errors++;
}
if(func2(data43) < 1){
const err134 = {instancePath:instancePath+"/source/file",schemaPath:"#/properties/source/oneOf/1/oneOf/2/properties/file/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema55.properties.source.oneOf[1].oneOf[2].properties.file,data:data43};
if(vErrors === null){
vErrors = [err134];
}
else {
vErrors.push(err134);
}
errors++;
}
}
else {
const err135 = {instancePath:instancePath+"/source/file",schemaPath:"#/properties/source/oneOf/1/oneOf/2/properties/file/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema55.properties.source.oneOf[1].oneOf[2].properties.file.type,parentSchema:schema55.properties.source.oneOf[1].oneOf[2].properties.file,data:data43};
if(vErrors === null){
vErrors = [err135];
}
else {
vErrors.push(err135);
}
errors++;
}
}
if(data31.meter !== undefined){
let data44 = data31.meter;
if(typeof data44 === "string"){
if(func2(data44) > 256){
const err136 = {instancePath:instancePath+"/source/meter",schemaPath:"#/definitions/jsonPath/maxLength",keyword:"maxLength",params:{limit: 256},message:"must NOT have more than 256 characters",schema:256,parentSchema:schema66,data:data44};
if(vErrors === null){
vErrors = [err136];
}
else {
vErrors.push(err136);
}
errors++;
}
if(func2(data44) < 1){
const err137 = {instancePath:instancePath+"/source/meter",schemaPath:"#/definitions/jsonPath/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema66,data:data44};
if(vErrors === null){
vErrors = [err137];
}
else {
vErrors.push(err137);
}
errors++;
}
}
else {
const err138 = {instancePath:instancePath+"/source/meter",schemaPath:"#/definitions/jsonPath/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema66.type,parentSchema:schema66,data:data44};
if(vErrors === null){
vErrors = [err138];
}
else {
vErrors.push(err138);
}
errors++;
}
}
if(data31.time !== undefined){
let data45 = data31.time;
if(typeof data45 === "string"){
if(func2(data45) > 256){
const err139 = {instancePath:instancePath+"/source/time",schemaPath:"#/definitions/jsonPath/maxLength",keyword:"maxLength",params:{limit: 256},message:"must NOT have more than 256 characters",schema:256,parentSchema:schema66,data:data45};
if(vErrors === null){
vErrors = [err139];
}
else {
vErrors.push(err139);
}
errors++;
}
if(func2(data45) < 1){
const err140 = {instancePath:instancePath+"/source/time",schemaPath:"#/definitions/jsonPath/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema66,data:data45};
if(vErrors === null){
vErrors = [err140];
}
else {
vErrors.push(err140);
}
errors++;
}
}
else {
const err141 = {instancePath:instancePath+"/source/time",schemaPath:"#/definitions/jsonPath/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema66.type,parentSchema:schema66,data:data45};
if(vErrors === null){
vErrors = [err141];
}
else {
vErrors.push(err141);
}
errors++;
}
}
if(data31.meterTime !== undefined){
let data46 = data31.meterTime;
if(typeof data46 === "string"){
if(func2(data46) > 256){
const err142 = {instancePath:instancePath+"/source/meterTime",schemaPath:"#/definitions/jsonPath/maxLength",keyword:"maxLength",params:{limit: 256},message:"must NOT have more than 256 characters",schema:256,parentSchema:schema66,data:data46};
if(vErrors === null){
vErrors = [err142];
}
else {
vErrors.push(err142);
}
errors++;
}
if(func2(data46) < 1){
const err143 = {instancePath:instancePath+"/source/meterTime",schemaPath:"#/definitions/jsonPath/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema66,data:data46};
if(vErrors === null){
vErrors = [err143];
}
else {
vErrors.push(err143);
}
errors++;
}
}
else {
const err144 = {instancePath:instancePath+"/source/meterTime",schemaPath:"#/definitions/jsonPath/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema66.type,parentSchema:schema66,data:data46};
if(vErrors === null){
vErrors = [err144];
}
else {
vErrors.push(err144);
}
errors++;
}
}
if(data31.serial !== undefined){
let data47 = data31.serial;
if(typeof data47 === "string"){
if(func2(data47) > 256){
const err145 = {instancePath:instancePath+"/source/serial",schemaPath:"#/definitions/jsonPath/maxLength",keyword:"maxLength",params:{limit: 256},message:"must NOT have more than 256 characters",schema:256,parentSchema:schema66,data:data47};
if(vErrors === null){
vErrors = [err145];
}
else {
vErrors.push(err145);
}
errors++;
}
if(func2(data47) < 1){
const err146 = {instancePath:instancePath+"/source/serial",schemaPath:"#/definitions/jsonPath/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema66,data:data47};
if(vErrors === null){
vErrors = [err146];
}
else {
vErrors.push(err146);
}
errors++;
}
}
else {
const err147 = {instancePath:instancePath+"/source/serial",schemaPath:"#/definitions/jsonPath/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema66.type,parentSchema:schema66,data:data47};
if(vErrors === null){
vErrors = [err147];
}
else {
vErrors.push(err147);
}
errors++;
}
}
if(data31.quality !== undefined){
let data48 = data31.quality;
if(typeof data48 === "string"){
if(func2(data48) > 256){
const err148 = {instancePath:instancePath+"/source/quality",schemaPath:"#/definitions/jsonPath/maxLength",keyword:"maxLength",params:{limit: 256},message:"must NOT have more than 256 characters",schema:256,parentSchema:schema66,data:data48};
if(vErrors === null){
vErrors = [err148];
}
else {
vErrors.push(err148);
}
errors++;
}
if(func2(data48) < 1){
const err149 = {instancePath:instancePath+"/source/quality",schemaPath:"#/definitions/jsonPath/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema66,data:data48};
if(vErrors === null){
vErrors = [err149];
}
else {
vErrors.push(err149);
}
errors++;
}
}
else {
const err150 = {instancePath:instancePath+"/source/quality",schemaPath:"#/definitions/jsonPath/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema66.type,parentSchema:schema66,data:data48};
if(vErrors === null){
vErrors = [err150];
}
else {
vErrors.push(err150);
}
errors++;
}
}
if(data31.registers !== undefined){
let data49 = data31.registers;
if(Array.isArray(data49)){
if(data49.length > 16){
const err151 = {instancePath:instancePath+"/source/registers",schemaPath:"#/properties/source/oneOf/1/oneOf/2/properties/registers/maxItems",keyword:"maxItems",params:{limit: 16},message:"must NOT have more than 16 items",schema:16,parentSchema:schema55.properties.source.oneOf[1].oneOf[2].properties.registers,data:data49};
if(vErrors === null){
vErrors = [err151];
}
else {
vErrors.push(err151);
}
errors++;
}
if(data49.length < 1){
const err152 = {instancePath:instancePath+"/source/registers",schemaPath:"#/properties/source/oneOf/1/oneOf/2/properties/registers/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items",schema:1,parentSchema:schema55.properties.source.oneOf[1].oneOf[2].properties.registers,data:data49};
if(vErrors === null){
vErrors = [err152];
}
else {
vErrors.push(err152);
}
errors++;
}
const len0 = data49.length;
for(let i0=0; i0<len0; i0++){
let data50 = data49[i0];
if(data50 && typeof data50 == "object" && !Array.isArray(data50)){
if(data50.register === undefined){
const err153 = {instancePath:instancePath+"/source/registers/" + i0,schemaPath:"#/properties/source/oneOf/1/oneOf/2/properties/registers/items/required",keyword:"required",params:{missingProperty: "register"},message:"must have required property '"+"register"+"'",schema:schema55.properties.source.oneOf[1].oneOf[2].properties.registers.items.required,parentSchema:schema55.properties.source.oneOf[1].oneOf[2].properties.registers.items,data:data50};
if(vErrors === null){
vErrors = [err153];
}
else {
vErrors.push(err153);
}
errors++;
}
for(const key9 in data50){
if(!((((key9 === "register") || (key9 === "value")) || (key9 === "unit")) || (key9 === "rollsOverAt"))){
const err154 = {instancePath:instancePath+"/source/registers/" + i0,schemaPath:"#/properties/source/oneOf/1/oneOf/2/properties/registers/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key9},message:"must NOT have additional properties",schema:false,parentSchema:schema55.properties.source.oneOf[1].oneOf[2].properties.registers.items,data:data50};
if(vErrors === null){
vErrors = [err154];
}
else {
vErrors.push(err154);
}
errors++;
}
}
if(data50.register !== undefined){
let data51 = data50.register;
if(typeof data51 === "string"){
if(!pattern11.test(data51)){
const err155 = {instancePath:instancePath+"/source/registers/" + i0+"/register",schemaPath:"defs.schema.json#/definitions/register/pattern",keyword:"pattern",params:{pattern: "^[0-9]{1,3}-[0-9]{1,3}:[0-9]{1,3}\\.[0-9]{1,3}\\.[0-9]{1,3}$"},message:"must match pattern \""+"^[0-9]{1,3}-[0-9]{1,3}:[0-9]{1,3}\\.[0-9]{1,3}\\.[0-9]{1,3}$"+"\"",schema:"^[0-9]{1,3}-[0-9]{1,3}:[0-9]{1,3}\\.[0-9]{1,3}\\.[0-9]{1,3}$",parentSchema:schema31,data:data51};
if(vErrors === null){
vErrors = [err155];
}
else {
vErrors.push(err155);
}
errors++;
}
}
else {
const err156 = {instancePath:instancePath+"/source/registers/" + i0+"/register",schemaPath:"defs.schema.json#/definitions/register/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema31.type,parentSchema:schema31,data:data51};
if(vErrors === null){
vErrors = [err156];
}
else {
vErrors.push(err156);
}
errors++;
}
}
if(data50.value !== undefined){
let data52 = data50.value;
if(typeof data52 === "string"){
if(func2(data52) > 256){
const err157 = {instancePath:instancePath+"/source/registers/" + i0+"/value",schemaPath:"#/definitions/jsonPath/maxLength",keyword:"maxLength",params:{limit: 256},message:"must NOT have more than 256 characters",schema:256,parentSchema:schema66,data:data52};
if(vErrors === null){
vErrors = [err157];
}
else {
vErrors.push(err157);
}
errors++;
}
if(func2(data52) < 1){
const err158 = {instancePath:instancePath+"/source/registers/" + i0+"/value",schemaPath:"#/definitions/jsonPath/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema66,data:data52};
if(vErrors === null){
vErrors = [err158];
}
else {
vErrors.push(err158);
}
errors++;
}
}
else {
const err159 = {instancePath:instancePath+"/source/registers/" + i0+"/value",schemaPath:"#/definitions/jsonPath/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema66.type,parentSchema:schema66,data:data52};
if(vErrors === null){
vErrors = [err159];
}
else {
vErrors.push(err159);
}
errors++;
}
}
if(data50.unit !== undefined){
let data53 = data50.unit;
if(typeof data53 !== "string"){
const err160 = {instancePath:instancePath+"/source/registers/" + i0+"/unit",schemaPath:"#/properties/source/oneOf/1/oneOf/2/properties/registers/items/properties/unit/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema55.properties.source.oneOf[1].oneOf[2].properties.registers.items.properties.unit.type,parentSchema:schema55.properties.source.oneOf[1].oneOf[2].properties.registers.items.properties.unit,data:data53};
if(vErrors === null){
vErrors = [err160];
}
else {
vErrors.push(err160);
}
errors++;
}
if(!((((((((data53 === "Wh") || (data53 === "kWh")) || (data53 === "MWh")) || (data53 === "dm3")) || (data53 === "m3")) || (data53 === "kJ")) || (data53 === "MJ")) || (data53 === "GJ"))){
const err161 = {instancePath:instancePath+"/source/registers/" + i0+"/unit",schemaPath:"#/properties/source/oneOf/1/oneOf/2/properties/registers/items/properties/unit/enum",keyword:"enum",params:{allowedValues: schema55.properties.source.oneOf[1].oneOf[2].properties.registers.items.properties.unit.enum},message:"must be equal to one of the allowed values",schema:schema55.properties.source.oneOf[1].oneOf[2].properties.registers.items.properties.unit.enum,parentSchema:schema55.properties.source.oneOf[1].oneOf[2].properties.registers.items.properties.unit,data:data53};
if(vErrors === null){
vErrors = [err161];
}
else {
vErrors.push(err161);
}
errors++;
}
}
if(data50.rollsOverAt !== undefined){
let data54 = data50.rollsOverAt;
if(!(((typeof data54 == "number") && (!(data54 % 1) && !isNaN(data54))) && (isFinite(data54)))){
const err162 = {instancePath:instancePath+"/source/registers/" + i0+"/rollsOverAt",schemaPath:"#/properties/source/oneOf/1/oneOf/2/properties/registers/items/properties/rollsOverAt/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema55.properties.source.oneOf[1].oneOf[2].properties.registers.items.properties.rollsOverAt.type,parentSchema:schema55.properties.source.oneOf[1].oneOf[2].properties.registers.items.properties.rollsOverAt,data:data54};
if(vErrors === null){
vErrors = [err162];
}
else {
vErrors.push(err162);
}
errors++;
}
if((typeof data54 == "number") && (isFinite(data54))){
if(data54 > 1000000000 || isNaN(data54)){
const err163 = {instancePath:instancePath+"/source/registers/" + i0+"/rollsOverAt",schemaPath:"#/properties/source/oneOf/1/oneOf/2/properties/registers/items/properties/rollsOverAt/maximum",keyword:"maximum",params:{comparison: "<=", limit: 1000000000},message:"must be <= 1000000000",schema:1000000000,parentSchema:schema55.properties.source.oneOf[1].oneOf[2].properties.registers.items.properties.rollsOverAt,data:data54};
if(vErrors === null){
vErrors = [err163];
}
else {
vErrors.push(err163);
}
errors++;
}
if(data54 < 1 || isNaN(data54)){
const err164 = {instancePath:instancePath+"/source/registers/" + i0+"/rollsOverAt",schemaPath:"#/properties/source/oneOf/1/oneOf/2/properties/registers/items/properties/rollsOverAt/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1",schema:1,parentSchema:schema55.properties.source.oneOf[1].oneOf[2].properties.registers.items.properties.rollsOverAt,data:data54};
if(vErrors === null){
vErrors = [err164];
}
else {
vErrors.push(err164);
}
errors++;
}
}
}
}
else {
const err165 = {instancePath:instancePath+"/source/registers/" + i0,schemaPath:"#/properties/source/oneOf/1/oneOf/2/properties/registers/items/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema55.properties.source.oneOf[1].oneOf[2].properties.registers.items.type,parentSchema:schema55.properties.source.oneOf[1].oneOf[2].properties.registers.items,data:data50};
if(vErrors === null){
vErrors = [err165];
}
else {
vErrors.push(err165);
}
errors++;
}
}
}
else {
const err166 = {instancePath:instancePath+"/source/registers",schemaPath:"#/properties/source/oneOf/1/oneOf/2/properties/registers/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema55.properties.source.oneOf[1].oneOf[2].properties.registers.type,parentSchema:schema55.properties.source.oneOf[1].oneOf[2].properties.registers,data:data49};
if(vErrors === null){
vErrors = [err166];
}
else {
vErrors.push(err166);
}
errors++;
}
}
}
else {
const err167 = {instancePath:instancePath+"/source",schemaPath:"#/properties/source/oneOf/1/oneOf/2/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema55.properties.source.oneOf[1].oneOf[2].type,parentSchema:schema55.properties.source.oneOf[1].oneOf[2],data:data31};
if(vErrors === null){
vErrors = [err167];
}
else {
vErrors.push(err167);
}
errors++;
}
}
else {
const err168 = {instancePath:instancePath+"/source",schemaPath:"#/properties/source/oneOf/1/discriminator",keyword:"discriminator",params:{error: "mapping", tag: "kind", tagValue: tag0},message:"value of tag \"kind\" must be in oneOf",schema:schema55.properties.source.oneOf[1].discriminator,parentSchema:schema55.properties.source.oneOf[1],data:data31};
if(vErrors === null){
vErrors = [err168];
}
else {
vErrors.push(err168);
}
errors++;
}
}
else {
const err169 = {instancePath:instancePath+"/source",schemaPath:"#/properties/source/oneOf/1/discriminator",keyword:"discriminator",params:{error: "tag", tag: "kind", tagValue: tag0},message:"tag \"kind\" must be string",schema:schema55.properties.source.oneOf[1].discriminator,parentSchema:schema55.properties.source.oneOf[1],data:data31};
if(vErrors === null){
vErrors = [err169];
}
else {
vErrors.push(err169);
}
errors++;
}
}
else {
const err170 = {instancePath:instancePath+"/source",schemaPath:"#/properties/source/oneOf/1/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema55.properties.source.oneOf[1].type,parentSchema:schema55.properties.source.oneOf[1],data:data31};
if(vErrors === null){
vErrors = [err170];
}
else {
vErrors.push(err170);
}
errors++;
}
var _valid0 = _errs77 === errors;
if(_valid0 && valid12){
valid12 = false;
passing0 = [passing0, 1];
}
else {
if(_valid0){
valid12 = true;
passing0 = 1;
}
}
if(!valid12){
const err171 = {instancePath:instancePath+"/source",schemaPath:"#/properties/source/oneOf",keyword:"oneOf",params:{passingSchemas: passing0},message:"must match exactly one schema in oneOf",schema:schema55.properties.source.oneOf,parentSchema:schema55.properties.source,data:data31};
if(vErrors === null){
vErrors = [err171];
}
else {
vErrors.push(err171);
}
errors++;
}
else {
errors = _errs74;
if(vErrors !== null){
if(_errs74){
vErrors.length = _errs74;
}
else {
vErrors = null;
}
}
}
}
if(data.household !== undefined){
let data55 = data.household;
if(data55 && typeof data55 == "object" && !Array.isArray(data55)){
if(data55.discoveryPrefix === undefined){
data55.discoveryPrefix = "homeassistant";
}
if(data55.everySeconds === undefined){
data55.everySeconds = 10;
}
if(data55.url === undefined){
const err172 = {instancePath:instancePath+"/household",schemaPath:"#/properties/household/required",keyword:"required",params:{missingProperty: "url"},message:"must have required property '"+"url"+"'",schema:schema55.properties.household.required,parentSchema:schema55.properties.household,data:data55};
if(vErrors === null){
vErrors = [err172];
}
else {
vErrors.push(err172);
}
errors++;
}
for(const key10 in data55){
if(!(((((key10 === "url") || (key10 === "credentials")) || (key10 === "ca")) || (key10 === "discoveryPrefix")) || (key10 === "everySeconds"))){
const err173 = {instancePath:instancePath+"/household",schemaPath:"#/properties/household/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key10},message:"must NOT have additional properties",schema:false,parentSchema:schema55.properties.household,data:data55};
if(vErrors === null){
vErrors = [err173];
}
else {
vErrors.push(err173);
}
errors++;
}
}
if(data55.url !== undefined){
let data56 = data55.url;
if(typeof data56 === "string"){
if(func2(data56) > 4096){
const err174 = {instancePath:instancePath+"/household/url",schemaPath:"#/properties/household/properties/url/maxLength",keyword:"maxLength",params:{limit: 4096},message:"must NOT have more than 4096 characters",schema:4096,parentSchema:schema55.properties.household.properties.url,data:data56};
if(vErrors === null){
vErrors = [err174];
}
else {
vErrors.push(err174);
}
errors++;
}
if(func2(data56) < 1){
const err175 = {instancePath:instancePath+"/household/url",schemaPath:"#/properties/household/properties/url/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema55.properties.household.properties.url,data:data56};
if(vErrors === null){
vErrors = [err175];
}
else {
vErrors.push(err175);
}
errors++;
}
}
else {
const err176 = {instancePath:instancePath+"/household/url",schemaPath:"#/properties/household/properties/url/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema55.properties.household.properties.url.type,parentSchema:schema55.properties.household.properties.url,data:data56};
if(vErrors === null){
vErrors = [err176];
}
else {
vErrors.push(err176);
}
errors++;
}
}
if(data55.credentials !== undefined){
let data57 = data55.credentials;
if(typeof data57 === "string"){
if(func2(data57) > 4096){
const err177 = {instancePath:instancePath+"/household/credentials",schemaPath:"#/properties/household/properties/credentials/maxLength",keyword:"maxLength",params:{limit: 4096},message:"must NOT have more than 4096 characters",schema:4096,parentSchema:schema55.properties.household.properties.credentials,data:data57};
if(vErrors === null){
vErrors = [err177];
}
else {
vErrors.push(err177);
}
errors++;
}
if(func2(data57) < 1){
const err178 = {instancePath:instancePath+"/household/credentials",schemaPath:"#/properties/household/properties/credentials/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema55.properties.household.properties.credentials,data:data57};
if(vErrors === null){
vErrors = [err178];
}
else {
vErrors.push(err178);
}
errors++;
}
}
else {
const err179 = {instancePath:instancePath+"/household/credentials",schemaPath:"#/properties/household/properties/credentials/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema55.properties.household.properties.credentials.type,parentSchema:schema55.properties.household.properties.credentials,data:data57};
if(vErrors === null){
vErrors = [err179];
}
else {
vErrors.push(err179);
}
errors++;
}
}
if(data55.ca !== undefined){
let data58 = data55.ca;
if(typeof data58 === "string"){
if(func2(data58) > 4096){
const err180 = {instancePath:instancePath+"/household/ca",schemaPath:"#/properties/household/properties/ca/maxLength",keyword:"maxLength",params:{limit: 4096},message:"must NOT have more than 4096 characters",schema:4096,parentSchema:schema55.properties.household.properties.ca,data:data58};
if(vErrors === null){
vErrors = [err180];
}
else {
vErrors.push(err180);
}
errors++;
}
if(func2(data58) < 1){
const err181 = {instancePath:instancePath+"/household/ca",schemaPath:"#/properties/household/properties/ca/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema55.properties.household.properties.ca,data:data58};
if(vErrors === null){
vErrors = [err181];
}
else {
vErrors.push(err181);
}
errors++;
}
}
else {
const err182 = {instancePath:instancePath+"/household/ca",schemaPath:"#/properties/household/properties/ca/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema55.properties.household.properties.ca.type,parentSchema:schema55.properties.household.properties.ca,data:data58};
if(vErrors === null){
vErrors = [err182];
}
else {
vErrors.push(err182);
}
errors++;
}
}
let data59 = data55.discoveryPrefix;
if(typeof data59 === "string"){
if(func2(data59) > 64){
const err183 = {instancePath:instancePath+"/household/discoveryPrefix",schemaPath:"#/properties/household/properties/discoveryPrefix/maxLength",keyword:"maxLength",params:{limit: 64},message:"must NOT have more than 64 characters",schema:64,parentSchema:schema55.properties.household.properties.discoveryPrefix,data:data59};
if(vErrors === null){
vErrors = [err183];
}
else {
vErrors.push(err183);
}
errors++;
}
if(func2(data59) < 1){
const err184 = {instancePath:instancePath+"/household/discoveryPrefix",schemaPath:"#/properties/household/properties/discoveryPrefix/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema55.properties.household.properties.discoveryPrefix,data:data59};
if(vErrors === null){
vErrors = [err184];
}
else {
vErrors.push(err184);
}
errors++;
}
if(!pattern33.test(data59)){
const err185 = {instancePath:instancePath+"/household/discoveryPrefix",schemaPath:"#/properties/household/properties/discoveryPrefix/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9_-]+(/[A-Za-z0-9_-]+)*$"},message:"must match pattern \""+"^[A-Za-z0-9_-]+(/[A-Za-z0-9_-]+)*$"+"\"",schema:"^[A-Za-z0-9_-]+(/[A-Za-z0-9_-]+)*$",parentSchema:schema55.properties.household.properties.discoveryPrefix,data:data59};
if(vErrors === null){
vErrors = [err185];
}
else {
vErrors.push(err185);
}
errors++;
}
}
else {
const err186 = {instancePath:instancePath+"/household/discoveryPrefix",schemaPath:"#/properties/household/properties/discoveryPrefix/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema55.properties.household.properties.discoveryPrefix.type,parentSchema:schema55.properties.household.properties.discoveryPrefix,data:data59};
if(vErrors === null){
vErrors = [err186];
}
else {
vErrors.push(err186);
}
errors++;
}
let data60 = data55.everySeconds;
if(!(((typeof data60 == "number") && (!(data60 % 1) && !isNaN(data60))) && (isFinite(data60)))){
const err187 = {instancePath:instancePath+"/household/everySeconds",schemaPath:"#/properties/household/properties/everySeconds/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema55.properties.household.properties.everySeconds.type,parentSchema:schema55.properties.household.properties.everySeconds,data:data60};
if(vErrors === null){
vErrors = [err187];
}
else {
vErrors.push(err187);
}
errors++;
}
if((typeof data60 == "number") && (isFinite(data60))){
if(data60 > 3600 || isNaN(data60)){
const err188 = {instancePath:instancePath+"/household/everySeconds",schemaPath:"#/properties/household/properties/everySeconds/maximum",keyword:"maximum",params:{comparison: "<=", limit: 3600},message:"must be <= 3600",schema:3600,parentSchema:schema55.properties.household.properties.everySeconds,data:data60};
if(vErrors === null){
vErrors = [err188];
}
else {
vErrors.push(err188);
}
errors++;
}
if(data60 < 1 || isNaN(data60)){
const err189 = {instancePath:instancePath+"/household/everySeconds",schemaPath:"#/properties/household/properties/everySeconds/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1",schema:1,parentSchema:schema55.properties.household.properties.everySeconds,data:data60};
if(vErrors === null){
vErrors = [err189];
}
else {
vErrors.push(err189);
}
errors++;
}
}
}
else {
const err190 = {instancePath:instancePath+"/household",schemaPath:"#/properties/household/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema55.properties.household.type,parentSchema:schema55.properties.household,data:data55};
if(vErrors === null){
vErrors = [err190];
}
else {
vErrors.push(err190);
}
errors++;
}
}
if(data.page !== undefined){
let data61 = data.page;
if(data61 && typeof data61 == "object" && !Array.isArray(data61)){
if(data61.listen === undefined){
data61.listen = "127.0.0.1:9465";
}
for(const key11 in data61){
if(!((key11 === "listen") || (key11 === "password"))){
const err191 = {instancePath:instancePath+"/page",schemaPath:"#/properties/page/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key11},message:"must NOT have additional properties",schema:false,parentSchema:schema55.properties.page,data:data61};
if(vErrors === null){
vErrors = [err191];
}
else {
vErrors.push(err191);
}
errors++;
}
}
let data62 = data61.listen;
if(typeof data62 === "string"){
if(func2(data62) > 260){
const err192 = {instancePath:instancePath+"/page/listen",schemaPath:"#/properties/page/properties/listen/maxLength",keyword:"maxLength",params:{limit: 260},message:"must NOT have more than 260 characters",schema:260,parentSchema:schema55.properties.page.properties.listen,data:data62};
if(vErrors === null){
vErrors = [err192];
}
else {
vErrors.push(err192);
}
errors++;
}
if(func2(data62) < 3){
const err193 = {instancePath:instancePath+"/page/listen",schemaPath:"#/properties/page/properties/listen/minLength",keyword:"minLength",params:{limit: 3},message:"must NOT have fewer than 3 characters",schema:3,parentSchema:schema55.properties.page.properties.listen,data:data62};
if(vErrors === null){
vErrors = [err193];
}
else {
vErrors.push(err193);
}
errors++;
}
if(!pattern19.test(data62)){
const err194 = {instancePath:instancePath+"/page/listen",schemaPath:"#/properties/page/properties/listen/pattern",keyword:"pattern",params:{pattern: "^.+:[0-9]{1,5}$"},message:"must match pattern \""+"^.+:[0-9]{1,5}$"+"\"",schema:"^.+:[0-9]{1,5}$",parentSchema:schema55.properties.page.properties.listen,data:data62};
if(vErrors === null){
vErrors = [err194];
}
else {
vErrors.push(err194);
}
errors++;
}
}
else {
const err195 = {instancePath:instancePath+"/page/listen",schemaPath:"#/properties/page/properties/listen/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema55.properties.page.properties.listen.type,parentSchema:schema55.properties.page.properties.listen,data:data62};
if(vErrors === null){
vErrors = [err195];
}
else {
vErrors.push(err195);
}
errors++;
}
if(data61.password !== undefined){
let data63 = data61.password;
if(typeof data63 === "string"){
if(func2(data63) > 4096){
const err196 = {instancePath:instancePath+"/page/password",schemaPath:"#/properties/page/properties/password/maxLength",keyword:"maxLength",params:{limit: 4096},message:"must NOT have more than 4096 characters",schema:4096,parentSchema:schema55.properties.page.properties.password,data:data63};
if(vErrors === null){
vErrors = [err196];
}
else {
vErrors.push(err196);
}
errors++;
}
if(func2(data63) < 1){
const err197 = {instancePath:instancePath+"/page/password",schemaPath:"#/properties/page/properties/password/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema55.properties.page.properties.password,data:data63};
if(vErrors === null){
vErrors = [err197];
}
else {
vErrors.push(err197);
}
errors++;
}
}
else {
const err198 = {instancePath:instancePath+"/page/password",schemaPath:"#/properties/page/properties/password/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema55.properties.page.properties.password.type,parentSchema:schema55.properties.page.properties.password,data:data63};
if(vErrors === null){
vErrors = [err198];
}
else {
vErrors.push(err198);
}
errors++;
}
}
}
else {
const err199 = {instancePath:instancePath+"/page",schemaPath:"#/properties/page/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema55.properties.page.type,parentSchema:schema55.properties.page,data:data61};
if(vErrors === null){
vErrors = [err199];
}
else {
vErrors.push(err199);
}
errors++;
}
}
let data64 = data.allowMoves;
if(typeof data64 !== "boolean"){
const err200 = {instancePath:instancePath+"/allowMoves",schemaPath:"#/properties/allowMoves/type",keyword:"type",params:{type: "boolean"},message:"must be boolean",schema:schema55.properties.allowMoves.type,parentSchema:schema55.properties.allowMoves,data:data64};
if(vErrors === null){
vErrors = [err200];
}
else {
vErrors.push(err200);
}
errors++;
}
let data65 = data.sendJitterSeconds;
if(!(((typeof data65 == "number") && (!(data65 % 1) && !isNaN(data65))) && (isFinite(data65)))){
const err201 = {instancePath:instancePath+"/sendJitterSeconds",schemaPath:"#/properties/sendJitterSeconds/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema55.properties.sendJitterSeconds.type,parentSchema:schema55.properties.sendJitterSeconds,data:data65};
if(vErrors === null){
vErrors = [err201];
}
else {
vErrors.push(err201);
}
errors++;
}
if((typeof data65 == "number") && (isFinite(data65))){
if(data65 > 86400 || isNaN(data65)){
const err202 = {instancePath:instancePath+"/sendJitterSeconds",schemaPath:"#/properties/sendJitterSeconds/maximum",keyword:"maximum",params:{comparison: "<=", limit: 86400},message:"must be <= 86400",schema:86400,parentSchema:schema55.properties.sendJitterSeconds,data:data65};
if(vErrors === null){
vErrors = [err202];
}
else {
vErrors.push(err202);
}
errors++;
}
if(data65 < 0 || isNaN(data65)){
const err203 = {instancePath:instancePath+"/sendJitterSeconds",schemaPath:"#/properties/sendJitterSeconds/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0",schema:0,parentSchema:schema55.properties.sendJitterSeconds,data:data65};
if(vErrors === null){
vErrors = [err203];
}
else {
vErrors.push(err203);
}
errors++;
}
}
let data66 = data.runOffIntervals;
if(!(((typeof data66 == "number") && (!(data66 % 1) && !isNaN(data66))) && (isFinite(data66)))){
const err204 = {instancePath:instancePath+"/runOffIntervals",schemaPath:"#/properties/runOffIntervals/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema55.properties.runOffIntervals.type,parentSchema:schema55.properties.runOffIntervals,data:data66};
if(vErrors === null){
vErrors = [err204];
}
else {
vErrors.push(err204);
}
errors++;
}
if((typeof data66 == "number") && (isFinite(data66))){
if(data66 > 1048576 || isNaN(data66)){
const err205 = {instancePath:instancePath+"/runOffIntervals",schemaPath:"#/properties/runOffIntervals/maximum",keyword:"maximum",params:{comparison: "<=", limit: 1048576},message:"must be <= 1048576",schema:1048576,parentSchema:schema55.properties.runOffIntervals,data:data66};
if(vErrors === null){
vErrors = [err205];
}
else {
vErrors.push(err205);
}
errors++;
}
if(data66 < 0 || isNaN(data66)){
const err206 = {instancePath:instancePath+"/runOffIntervals",schemaPath:"#/properties/runOffIntervals/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0",schema:0,parentSchema:schema55.properties.runOffIntervals,data:data66};
if(vErrors === null){
vErrors = [err206];
}
else {
vErrors.push(err206);
}
errors++;
}
}
if(data.test !== undefined){
let data67 = data.test;
if(data67 && typeof data67 == "object" && !Array.isArray(data67)){
for(const key12 in data67){
if(!(((key12 === "unsealed") || (key12 === "patienceMs")) || (key12 === "thief"))){
const err207 = {instancePath:instancePath+"/test",schemaPath:"#/properties/test/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key12},message:"must NOT have additional properties",schema:false,parentSchema:schema55.properties.test,data:data67};
if(vErrors === null){
vErrors = [err207];
}
else {
vErrors.push(err207);
}
errors++;
}
}
if(data67.unsealed !== undefined){
let data68 = data67.unsealed;
if(typeof data68 !== "boolean"){
const err208 = {instancePath:instancePath+"/test/unsealed",schemaPath:"#/properties/test/properties/unsealed/type",keyword:"type",params:{type: "boolean"},message:"must be boolean",schema:schema55.properties.test.properties.unsealed.type,parentSchema:schema55.properties.test.properties.unsealed,data:data68};
if(vErrors === null){
vErrors = [err208];
}
else {
vErrors.push(err208);
}
errors++;
}
}
if(data67.patienceMs !== undefined){
let data69 = data67.patienceMs;
if(!(((typeof data69 == "number") && (!(data69 % 1) && !isNaN(data69))) && (isFinite(data69)))){
const err209 = {instancePath:instancePath+"/test/patienceMs",schemaPath:"#/properties/test/properties/patienceMs/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema55.properties.test.properties.patienceMs.type,parentSchema:schema55.properties.test.properties.patienceMs,data:data69};
if(vErrors === null){
vErrors = [err209];
}
else {
vErrors.push(err209);
}
errors++;
}
if((typeof data69 == "number") && (isFinite(data69))){
if(data69 > 3600000 || isNaN(data69)){
const err210 = {instancePath:instancePath+"/test/patienceMs",schemaPath:"#/properties/test/properties/patienceMs/maximum",keyword:"maximum",params:{comparison: "<=", limit: 3600000},message:"must be <= 3600000",schema:3600000,parentSchema:schema55.properties.test.properties.patienceMs,data:data69};
if(vErrors === null){
vErrors = [err210];
}
else {
vErrors.push(err210);
}
errors++;
}
if(data69 < 0 || isNaN(data69)){
const err211 = {instancePath:instancePath+"/test/patienceMs",schemaPath:"#/properties/test/properties/patienceMs/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0",schema:0,parentSchema:schema55.properties.test.properties.patienceMs,data:data69};
if(vErrors === null){
vErrors = [err211];
}
else {
vErrors.push(err211);
}
errors++;
}
}
}
if(data67.thief !== undefined){
let data70 = data67.thief;
if(data70 && typeof data70 == "object" && !Array.isArray(data70)){
if(data70.meter === undefined){
const err212 = {instancePath:instancePath+"/test/thief",schemaPath:"#/properties/test/properties/thief/required",keyword:"required",params:{missingProperty: "meter"},message:"must have required property '"+"meter"+"'",schema:schema55.properties.test.properties.thief.required,parentSchema:schema55.properties.test.properties.thief,data:data70};
if(vErrors === null){
vErrors = [err212];
}
else {
vErrors.push(err212);
}
errors++;
}
if(data70.percent === undefined){
const err213 = {instancePath:instancePath+"/test/thief",schemaPath:"#/properties/test/properties/thief/required",keyword:"required",params:{missingProperty: "percent"},message:"must have required property '"+"percent"+"'",schema:schema55.properties.test.properties.thief.required,parentSchema:schema55.properties.test.properties.thief,data:data70};
if(vErrors === null){
vErrors = [err213];
}
else {
vErrors.push(err213);
}
errors++;
}
for(const key13 in data70){
if(!((key13 === "meter") || (key13 === "percent"))){
const err214 = {instancePath:instancePath+"/test/thief",schemaPath:"#/properties/test/properties/thief/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key13},message:"must NOT have additional properties",schema:false,parentSchema:schema55.properties.test.properties.thief,data:data70};
if(vErrors === null){
vErrors = [err214];
}
else {
vErrors.push(err214);
}
errors++;
}
}
if(data70.meter !== undefined){
let data71 = data70.meter;
if(typeof data71 === "string"){
if(!pattern0.test(data71)){
const err215 = {instancePath:instancePath+"/test/thief/meter",schemaPath:"defs.schema.json#/definitions/meterId/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$"},message:"must match pattern \""+"^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$"+"\"",schema:"^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$",parentSchema:schema29,data:data71};
if(vErrors === null){
vErrors = [err215];
}
else {
vErrors.push(err215);
}
errors++;
}
}
else {
const err216 = {instancePath:instancePath+"/test/thief/meter",schemaPath:"defs.schema.json#/definitions/meterId/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema29.type,parentSchema:schema29,data:data71};
if(vErrors === null){
vErrors = [err216];
}
else {
vErrors.push(err216);
}
errors++;
}
}
if(data70.percent !== undefined){
let data72 = data70.percent;
if(!(((typeof data72 == "number") && (!(data72 % 1) && !isNaN(data72))) && (isFinite(data72)))){
const err217 = {instancePath:instancePath+"/test/thief/percent",schemaPath:"#/properties/test/properties/thief/properties/percent/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema55.properties.test.properties.thief.properties.percent.type,parentSchema:schema55.properties.test.properties.thief.properties.percent,data:data72};
if(vErrors === null){
vErrors = [err217];
}
else {
vErrors.push(err217);
}
errors++;
}
if((typeof data72 == "number") && (isFinite(data72))){
if(data72 > 99 || isNaN(data72)){
const err218 = {instancePath:instancePath+"/test/thief/percent",schemaPath:"#/properties/test/properties/thief/properties/percent/maximum",keyword:"maximum",params:{comparison: "<=", limit: 99},message:"must be <= 99",schema:99,parentSchema:schema55.properties.test.properties.thief.properties.percent,data:data72};
if(vErrors === null){
vErrors = [err218];
}
else {
vErrors.push(err218);
}
errors++;
}
if(data72 < 0 || isNaN(data72)){
const err219 = {instancePath:instancePath+"/test/thief/percent",schemaPath:"#/properties/test/properties/thief/properties/percent/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0",schema:0,parentSchema:schema55.properties.test.properties.thief.properties.percent,data:data72};
if(vErrors === null){
vErrors = [err219];
}
else {
vErrors.push(err219);
}
errors++;
}
}
}
}
else {
const err220 = {instancePath:instancePath+"/test/thief",schemaPath:"#/properties/test/properties/thief/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema55.properties.test.properties.thief.type,parentSchema:schema55.properties.test.properties.thief,data:data70};
if(vErrors === null){
vErrors = [err220];
}
else {
vErrors.push(err220);
}
errors++;
}
}
}
else {
const err221 = {instancePath:instancePath+"/test",schemaPath:"#/properties/test/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema55.properties.test.type,parentSchema:schema55.properties.test,data:data67};
if(vErrors === null){
vErrors = [err221];
}
else {
vErrors.push(err221);
}
errors++;
}
}
}
else {
const err222 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema55.type,parentSchema:schema55,data};
if(vErrors === null){
vErrors = [err222];
}
else {
vErrors.push(err222);
}
errors++;
}
validate22.errors = vErrors;
return errors === 0;
}

const config_utility = validate26;
const schema74 = {"$schema":"http://json-schema.org/draft-07/schema#","$id":"config-utility.schema.json","title":"UtilityConfig","type":"object","additionalProperties":false,"required":["role","deployment","keys","state","bus","anchors","scheme","roster"],"properties":{"role":{"const":"utility","type":"string"},"deployment":{"$ref":"defs.schema.json#/definitions/deployment"},"keys":{"type":"string","minLength":1,"maxLength":4096},"state":{"type":"string","minLength":1,"maxLength":4096},"backup":{"$ref":"defs.schema.json#/definitions/backupConfig"},"bus":{"$ref":"defs.schema.json#/definitions/busConfig"},"anchors":{"$ref":"anchors.schema.json"},"clock":{"$ref":"defs.schema.json#/definitions/clockConfig","default":{}},"log":{"$ref":"defs.schema.json#/definitions/logConfig","default":{}},"metrics":{"$ref":"defs.schema.json#/definitions/metricsConfig"},"commit":{"$ref":"defs.schema.json#/definitions/commitConfig","default":{}},"scheme":{"$ref":"scheme.schema.json"},"roster":{"type":"string","minLength":1,"maxLength":4096},"keepMeters":{"type":"array","items":{"$ref":"defs.schema.json#/definitions/meterId"},"maxItems":10000,"default":[]},"http":{"title":"HttpConfig","type":"object","additionalProperties":false,"required":[],"properties":{"address":{"type":"string","minLength":1,"maxLength":300,"default":"127.0.0.1:8480"},"tls":{"title":"HttpTls","type":"object","additionalProperties":false,"required":["cert","key"],"properties":{"cert":{"type":"string","minLength":1,"maxLength":4096},"key":{"type":"string","minLength":1,"maxLength":4096}}},"access":{"type":"string","minLength":1,"maxLength":4096}}},"feeders":{"type":"string","minLength":1,"maxLength":4096},"areaLabels":{"type":"array","maxItems":65536,"items":{"title":"AreaLabels","type":"object","additionalProperties":false,"required":["area"],"properties":{"area":{"$ref":"defs.schema.json#/definitions/areaId"},"feeder":{"type":"string","minLength":1,"maxLength":64,"pattern":"^[^\\u0000-\\u001f\\u007f]+$"},"supplier":{"type":"string","minLength":1,"maxLength":64,"pattern":"^[^\\u0000-\\u001f\\u007f]+$"},"community":{"type":"string","minLength":1,"maxLength":64,"pattern":"^[^\\u0000-\\u001f\\u007f]+$"}}}},"test":{"title":"UtilityTestHooks","type":"object","additionalProperties":false,"required":[],"properties":{"unsealed":{"type":"boolean"}}},"tariffDocuments":{"type":"array","items":{"type":"string","minLength":1,"maxLength":4096},"maxItems":1000,"default":[]}}};
const pattern51 = new RegExp("^[^\\u0000-\\u001f\\u007f]+$", "u");

function validate27(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.topicRoot === undefined){
data.topicRoot = "grid";
}
if(data.reconnectMinMs === undefined){
data.reconnectMinMs = 1000;
}
if(data.reconnectMaxMs === undefined){
data.reconnectMaxMs = 60000;
}
if(data.url === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "url"},message:"must have required property '"+"url"+"'",schema:schema38.required,parentSchema:schema38,data};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
for(const key0 in data){
if(!((((((key0 === "url") || (key0 === "furtherUrls")) || (key0 === "topicRoot")) || (key0 === "reconnectMinMs")) || (key0 === "reconnectMaxMs")) || (key0 === "tls"))){
const err1 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties",schema:false,parentSchema:schema38,data};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
if(data.url !== undefined){
let data0 = data.url;
if(typeof data0 === "string"){
if(func2(data0) > 512){
const err2 = {instancePath:instancePath+"/url",schemaPath:"#/properties/url/maxLength",keyword:"maxLength",params:{limit: 512},message:"must NOT have more than 512 characters",schema:512,parentSchema:schema38.properties.url,data:data0};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
if(func2(data0) < 1){
const err3 = {instancePath:instancePath+"/url",schemaPath:"#/properties/url/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema38.properties.url,data:data0};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
if(!pattern15.test(data0)){
const err4 = {instancePath:instancePath+"/url",schemaPath:"#/properties/url/pattern",keyword:"pattern",params:{pattern: "^mqtts?://"},message:"must match pattern \""+"^mqtts?://"+"\"",schema:"^mqtts?://",parentSchema:schema38.properties.url,data:data0};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
}
else {
const err5 = {instancePath:instancePath+"/url",schemaPath:"#/properties/url/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema38.properties.url.type,parentSchema:schema38.properties.url,data:data0};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
}
if(data.furtherUrls !== undefined){
let data1 = data.furtherUrls;
if(Array.isArray(data1)){
if(data1.length > 15){
const err6 = {instancePath:instancePath+"/furtherUrls",schemaPath:"#/properties/furtherUrls/maxItems",keyword:"maxItems",params:{limit: 15},message:"must NOT have more than 15 items",schema:15,parentSchema:schema38.properties.furtherUrls,data:data1};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
const len0 = data1.length;
for(let i0=0; i0<len0; i0++){
let data2 = data1[i0];
if(typeof data2 === "string"){
if(func2(data2) > 512){
const err7 = {instancePath:instancePath+"/furtherUrls/" + i0,schemaPath:"#/properties/furtherUrls/items/maxLength",keyword:"maxLength",params:{limit: 512},message:"must NOT have more than 512 characters",schema:512,parentSchema:schema38.properties.furtherUrls.items,data:data2};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
if(func2(data2) < 1){
const err8 = {instancePath:instancePath+"/furtherUrls/" + i0,schemaPath:"#/properties/furtherUrls/items/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema38.properties.furtherUrls.items,data:data2};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
if(!pattern15.test(data2)){
const err9 = {instancePath:instancePath+"/furtherUrls/" + i0,schemaPath:"#/properties/furtherUrls/items/pattern",keyword:"pattern",params:{pattern: "^mqtts?://"},message:"must match pattern \""+"^mqtts?://"+"\"",schema:"^mqtts?://",parentSchema:schema38.properties.furtherUrls.items,data:data2};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
}
else {
const err10 = {instancePath:instancePath+"/furtherUrls/" + i0,schemaPath:"#/properties/furtherUrls/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema38.properties.furtherUrls.items.type,parentSchema:schema38.properties.furtherUrls.items,data:data2};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
}
let i1 = data1.length;
let j0;
if(i1 > 1){
const indices0 = {};
for(;i1--;){
let item0 = data1[i1];
if(typeof item0 !== "string"){
continue;
}
if(typeof indices0[item0] == "number"){
j0 = indices0[item0];
const err11 = {instancePath:instancePath+"/furtherUrls",schemaPath:"#/properties/furtherUrls/uniqueItems",keyword:"uniqueItems",params:{i: i1, j: j0},message:"must NOT have duplicate items (items ## "+j0+" and "+i1+" are identical)",schema:true,parentSchema:schema38.properties.furtherUrls,data:data1};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
break;
}
indices0[item0] = i1;
}
}
}
else {
const err12 = {instancePath:instancePath+"/furtherUrls",schemaPath:"#/properties/furtherUrls/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema38.properties.furtherUrls.type,parentSchema:schema38.properties.furtherUrls,data:data1};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
}
let data3 = data.topicRoot;
if(typeof data3 === "string"){
if(func2(data3) > 64){
const err13 = {instancePath:instancePath+"/topicRoot",schemaPath:"#/definitions/topicRoot/maxLength",keyword:"maxLength",params:{limit: 64},message:"must NOT have more than 64 characters",schema:64,parentSchema:schema39,data:data3};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
if(func2(data3) < 1){
const err14 = {instancePath:instancePath+"/topicRoot",schemaPath:"#/definitions/topicRoot/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema39,data:data3};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
if(!pattern17.test(data3)){
const err15 = {instancePath:instancePath+"/topicRoot",schemaPath:"#/definitions/topicRoot/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9][A-Za-z0-9_-]*(/[A-Za-z0-9][A-Za-z0-9_-]*){0,7}$"},message:"must match pattern \""+"^[A-Za-z0-9][A-Za-z0-9_-]*(/[A-Za-z0-9][A-Za-z0-9_-]*){0,7}$"+"\"",schema:"^[A-Za-z0-9][A-Za-z0-9_-]*(/[A-Za-z0-9][A-Za-z0-9_-]*){0,7}$",parentSchema:schema39,data:data3};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
}
else {
const err16 = {instancePath:instancePath+"/topicRoot",schemaPath:"#/definitions/topicRoot/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema39.type,parentSchema:schema39,data:data3};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
let data4 = data.reconnectMinMs;
if(!(((typeof data4 == "number") && (!(data4 % 1) && !isNaN(data4))) && (isFinite(data4)))){
const err17 = {instancePath:instancePath+"/reconnectMinMs",schemaPath:"#/properties/reconnectMinMs/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema38.properties.reconnectMinMs.type,parentSchema:schema38.properties.reconnectMinMs,data:data4};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
if((typeof data4 == "number") && (isFinite(data4))){
if(data4 > 600000 || isNaN(data4)){
const err18 = {instancePath:instancePath+"/reconnectMinMs",schemaPath:"#/properties/reconnectMinMs/maximum",keyword:"maximum",params:{comparison: "<=", limit: 600000},message:"must be <= 600000",schema:600000,parentSchema:schema38.properties.reconnectMinMs,data:data4};
if(vErrors === null){
vErrors = [err18];
}
else {
vErrors.push(err18);
}
errors++;
}
if(data4 < 10 || isNaN(data4)){
const err19 = {instancePath:instancePath+"/reconnectMinMs",schemaPath:"#/properties/reconnectMinMs/minimum",keyword:"minimum",params:{comparison: ">=", limit: 10},message:"must be >= 10",schema:10,parentSchema:schema38.properties.reconnectMinMs,data:data4};
if(vErrors === null){
vErrors = [err19];
}
else {
vErrors.push(err19);
}
errors++;
}
}
let data5 = data.reconnectMaxMs;
if(!(((typeof data5 == "number") && (!(data5 % 1) && !isNaN(data5))) && (isFinite(data5)))){
const err20 = {instancePath:instancePath+"/reconnectMaxMs",schemaPath:"#/properties/reconnectMaxMs/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema38.properties.reconnectMaxMs.type,parentSchema:schema38.properties.reconnectMaxMs,data:data5};
if(vErrors === null){
vErrors = [err20];
}
else {
vErrors.push(err20);
}
errors++;
}
if((typeof data5 == "number") && (isFinite(data5))){
if(data5 > 3600000 || isNaN(data5)){
const err21 = {instancePath:instancePath+"/reconnectMaxMs",schemaPath:"#/properties/reconnectMaxMs/maximum",keyword:"maximum",params:{comparison: "<=", limit: 3600000},message:"must be <= 3600000",schema:3600000,parentSchema:schema38.properties.reconnectMaxMs,data:data5};
if(vErrors === null){
vErrors = [err21];
}
else {
vErrors.push(err21);
}
errors++;
}
if(data5 < 10 || isNaN(data5)){
const err22 = {instancePath:instancePath+"/reconnectMaxMs",schemaPath:"#/properties/reconnectMaxMs/minimum",keyword:"minimum",params:{comparison: ">=", limit: 10},message:"must be >= 10",schema:10,parentSchema:schema38.properties.reconnectMaxMs,data:data5};
if(vErrors === null){
vErrors = [err22];
}
else {
vErrors.push(err22);
}
errors++;
}
}
if(data.tls !== undefined){
let data6 = data.tls;
if(data6 && typeof data6 == "object" && !Array.isArray(data6)){
if(data6.ca === undefined){
data6.ca = "ca.pem";
}
if(data6.cert === undefined){
data6.cert = "cert.pem";
}
if(data6.key === undefined){
data6.key = "key.pem";
}
for(const key1 in data6){
if(!((((key1 === "ca") || (key1 === "cert")) || (key1 === "key")) || (key1 === "authority"))){
const err23 = {instancePath:instancePath+"/tls",schemaPath:"#/definitions/tlsConfig/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key1},message:"must NOT have additional properties",schema:false,parentSchema:schema40,data:data6};
if(vErrors === null){
vErrors = [err23];
}
else {
vErrors.push(err23);
}
errors++;
}
}
let data7 = data6.ca;
if(typeof data7 === "string"){
if(func2(data7) > 4096){
const err24 = {instancePath:instancePath+"/tls/ca",schemaPath:"#/definitions/tlsConfig/properties/ca/maxLength",keyword:"maxLength",params:{limit: 4096},message:"must NOT have more than 4096 characters",schema:4096,parentSchema:schema40.properties.ca,data:data7};
if(vErrors === null){
vErrors = [err24];
}
else {
vErrors.push(err24);
}
errors++;
}
if(func2(data7) < 1){
const err25 = {instancePath:instancePath+"/tls/ca",schemaPath:"#/definitions/tlsConfig/properties/ca/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema40.properties.ca,data:data7};
if(vErrors === null){
vErrors = [err25];
}
else {
vErrors.push(err25);
}
errors++;
}
}
else {
const err26 = {instancePath:instancePath+"/tls/ca",schemaPath:"#/definitions/tlsConfig/properties/ca/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema40.properties.ca.type,parentSchema:schema40.properties.ca,data:data7};
if(vErrors === null){
vErrors = [err26];
}
else {
vErrors.push(err26);
}
errors++;
}
let data8 = data6.cert;
if(typeof data8 === "string"){
if(func2(data8) > 4096){
const err27 = {instancePath:instancePath+"/tls/cert",schemaPath:"#/definitions/tlsConfig/properties/cert/maxLength",keyword:"maxLength",params:{limit: 4096},message:"must NOT have more than 4096 characters",schema:4096,parentSchema:schema40.properties.cert,data:data8};
if(vErrors === null){
vErrors = [err27];
}
else {
vErrors.push(err27);
}
errors++;
}
if(func2(data8) < 1){
const err28 = {instancePath:instancePath+"/tls/cert",schemaPath:"#/definitions/tlsConfig/properties/cert/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema40.properties.cert,data:data8};
if(vErrors === null){
vErrors = [err28];
}
else {
vErrors.push(err28);
}
errors++;
}
}
else {
const err29 = {instancePath:instancePath+"/tls/cert",schemaPath:"#/definitions/tlsConfig/properties/cert/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema40.properties.cert.type,parentSchema:schema40.properties.cert,data:data8};
if(vErrors === null){
vErrors = [err29];
}
else {
vErrors.push(err29);
}
errors++;
}
let data9 = data6.key;
if(typeof data9 === "string"){
if(func2(data9) > 4096){
const err30 = {instancePath:instancePath+"/tls/key",schemaPath:"#/definitions/tlsConfig/properties/key/maxLength",keyword:"maxLength",params:{limit: 4096},message:"must NOT have more than 4096 characters",schema:4096,parentSchema:schema40.properties.key,data:data9};
if(vErrors === null){
vErrors = [err30];
}
else {
vErrors.push(err30);
}
errors++;
}
if(func2(data9) < 1){
const err31 = {instancePath:instancePath+"/tls/key",schemaPath:"#/definitions/tlsConfig/properties/key/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema40.properties.key,data:data9};
if(vErrors === null){
vErrors = [err31];
}
else {
vErrors.push(err31);
}
errors++;
}
}
else {
const err32 = {instancePath:instancePath+"/tls/key",schemaPath:"#/definitions/tlsConfig/properties/key/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema40.properties.key.type,parentSchema:schema40.properties.key,data:data9};
if(vErrors === null){
vErrors = [err32];
}
else {
vErrors.push(err32);
}
errors++;
}
if(data6.authority !== undefined){
let data10 = data6.authority;
if(typeof data10 === "string"){
if(func2(data10) > 512){
const err33 = {instancePath:instancePath+"/tls/authority",schemaPath:"#/definitions/tlsConfig/properties/authority/maxLength",keyword:"maxLength",params:{limit: 512},message:"must NOT have more than 512 characters",schema:512,parentSchema:schema40.properties.authority,data:data10};
if(vErrors === null){
vErrors = [err33];
}
else {
vErrors.push(err33);
}
errors++;
}
if(func2(data10) < 1){
const err34 = {instancePath:instancePath+"/tls/authority",schemaPath:"#/definitions/tlsConfig/properties/authority/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema40.properties.authority,data:data10};
if(vErrors === null){
vErrors = [err34];
}
else {
vErrors.push(err34);
}
errors++;
}
if(!pattern18.test(data10)){
const err35 = {instancePath:instancePath+"/tls/authority",schemaPath:"#/definitions/tlsConfig/properties/authority/pattern",keyword:"pattern",params:{pattern: "^https://"},message:"must match pattern \""+"^https://"+"\"",schema:"^https://",parentSchema:schema40.properties.authority,data:data10};
if(vErrors === null){
vErrors = [err35];
}
else {
vErrors.push(err35);
}
errors++;
}
}
else {
const err36 = {instancePath:instancePath+"/tls/authority",schemaPath:"#/definitions/tlsConfig/properties/authority/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema40.properties.authority.type,parentSchema:schema40.properties.authority,data:data10};
if(vErrors === null){
vErrors = [err36];
}
else {
vErrors.push(err36);
}
errors++;
}
}
}
else {
const err37 = {instancePath:instancePath+"/tls",schemaPath:"#/definitions/tlsConfig/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema40.type,parentSchema:schema40,data:data6};
if(vErrors === null){
vErrors = [err37];
}
else {
vErrors.push(err37);
}
errors++;
}
}
}
else {
const err38 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema38.type,parentSchema:schema38,data};
if(vErrors === null){
vErrors = [err38];
}
else {
vErrors.push(err38);
}
errors++;
}
validate27.errors = vErrors;
return errors === 0;
}

const schema84 = {"$schema":"http://json-schema.org/draft-07/schema#","$id":"scheme.schema.json","title":"Scheme","type":"object","additionalProperties":false,"required":["version","deployment","threshold","trust","field","suite","operators","intervalSeconds","intervalOffsetSeconds","maxReadingWh","registers","areas","maxMeters","floors","closeAfterSeconds","graceSeconds","billing","tariffs"],"properties":{"version":{"const":1,"type":"integer"},"deployment":{"$ref":"defs.schema.json#/definitions/deployment"},"threshold":{"type":"integer","minimum":2,"maximum":16},"trust":{"type":"string","enum":["covert","active"]},"field":{"const":"Field128","type":"string"},"suite":{"enum":["X-Wing, HKDF-SHA256, AES-256-GCM","DHKEM(X25519, HKDF-SHA256), HKDF-SHA256, AES-256-GCM"],"type":"string"},"operators":{"type":"array","items":{"$ref":"defs.schema.json#/definitions/operatorId"},"minItems":2,"maxItems":16},"intervalSeconds":{"type":"integer","minimum":1,"maximum":86400},"intervalOffsetSeconds":{"type":"integer","minimum":0,"maximum":86399,"default":0},"maxReadingWh":{"type":"integer","minimum":1,"maximum":4294967295},"registers":{"type":"array","items":{"title":"RegisterDefinition","type":"object","additionalProperties":false,"required":["obis","direction","isLoad"],"properties":{"obis":{"$ref":"defs.schema.json#/definitions/register"},"direction":{"type":"string","enum":["import","export"]},"isLoad":{"type":"boolean"},"unit":{"type":"string","enum":["Wh","dm3","kJ"]},"maxReading":{"type":"integer","minimum":1,"maximum":4294967295},"resolution":{"type":"integer","minimum":1,"maximum":1000000}}},"minItems":1,"maxItems":16},"areas":{"type":"array","items":{"$ref":"defs.schema.json#/definitions/areaId"},"minItems":1,"maxItems":4096},"maxMeters":{"type":"integer","minimum":1,"maximum":10000000},"floors":{"title":"Floors","type":"object","additionalProperties":false,"required":["minMeters","minIntervals","maxKnown","minCrowd"],"properties":{"minMeters":{"type":"integer","minimum":1,"maximum":10000000},"minIntervals":{"type":"integer","minimum":1,"maximum":1048576},"maxKnown":{"type":"integer","minimum":0,"maximum":1000000},"minCrowd":{"type":"integer","minimum":1,"maximum":10000000},"maxRates":{"type":"integer","minimum":1,"maximum":48},"maxAtoms":{"type":"integer","minimum":1,"maximum":4096},"dynamic":{"type":"boolean"}}},"closeAfterSeconds":{"type":"integer","minimum":0,"maximum":31536000},"graceSeconds":{"type":"integer","minimum":0,"maximum":31536000},"patienceSeconds":{"type":"integer","minimum":0,"maximum":604800},"billing":{"title":"Billing","type":"object","additionalProperties":false,"required":["firstInterval","windows"],"properties":{"firstInterval":{"$ref":"defs.schema.json#/definitions/interval"},"windows":{"type":"array","items":{"title":"WindowRun","type":"object","additionalProperties":false,"required":["count","intervalCount"],"properties":{"count":{"type":"integer","minimum":1,"maximum":1048576},"intervalCount":{"$ref":"defs.schema.json#/definitions/count"}}},"minItems":1,"maxItems":4096}}},"tariffs":{"type":"array","items":{"title":"Tariff","type":"object","additionalProperties":false,"required":["id","from","count","rates","runs"],"properties":{"id":{"type":"string","minLength":1,"maxLength":64,"pattern":"^[A-Za-z0-9][A-Za-z0-9_.-]*$"},"from":{"$ref":"defs.schema.json#/definitions/interval"},"count":{"$ref":"defs.schema.json#/definitions/count"},"rates":{"type":"array","items":{"title":"Rate","type":"object","additionalProperties":false,"required":["name","microPerKwh"],"properties":{"name":{"$ref":"defs.schema.json#/definitions/rateName"},"microPerKwh":{"type":"integer","minimum":-1000000000,"maximum":1000000000}}},"minItems":1,"maxItems":48},"runs":{"type":"array","items":{"title":"RateRun","type":"object","additionalProperties":false,"required":["rate","count"],"properties":{"rate":{"type":"integer","minimum":0,"maximum":47},"count":{"$ref":"defs.schema.json#/definitions/count"}}},"minItems":1,"maxItems":100000},"weekend":{"type":"array","items":{"title":"WeekendRun","type":"object","additionalProperties":false,"required":["rate","count"],"properties":{"rate":{"type":"integer","minimum":0,"maximum":47},"count":{"$ref":"defs.schema.json#/definitions/count"}}},"minItems":1,"maxItems":100000},"days":{"title":"Days","type":"object","additionalProperties":false,"required":["utcOffsetSeconds"],"properties":{"utcOffsetSeconds":{"type":"integer","minimum":-43200,"maximum":50400},"change":{"title":"ClockChange","type":"object","additionalProperties":false,"required":["from","utcOffsetSeconds"],"properties":{"from":{"$ref":"defs.schema.json#/definitions/interval"},"utcOffsetSeconds":{"type":"integer","minimum":-43200,"maximum":50400}}}}},"dynamic":{"type":"boolean"},"document":{"allOf":[{"$ref":"defs.schema.json#/definitions/bytes32"}]}}},"minItems":0,"maxItems":1000},"sharesTopic":{"type":"string","enum":["aggregator","area","meter"]}}};
const schema90 = {"type":"integer","minimum":1,"maximum":1048576};
const schema93 = {"type":"string","pattern":"^[a-z][a-z0-9-]{0,31}$"};
const pattern46 = new RegExp("^[A-Za-z0-9][A-Za-z0-9_.-]*$", "u");
const pattern47 = new RegExp("^[a-z][a-z0-9-]{0,31}$", "u");

function validate30(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="scheme.schema.json" */;
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.intervalOffsetSeconds === undefined){
data.intervalOffsetSeconds = 0;
}
if(data.version === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "version"},message:"must have required property '"+"version"+"'",schema:schema84.required,parentSchema:schema84,data};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(data.deployment === undefined){
const err1 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "deployment"},message:"must have required property '"+"deployment"+"'",schema:schema84.required,parentSchema:schema84,data};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
if(data.threshold === undefined){
const err2 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "threshold"},message:"must have required property '"+"threshold"+"'",schema:schema84.required,parentSchema:schema84,data};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
if(data.trust === undefined){
const err3 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "trust"},message:"must have required property '"+"trust"+"'",schema:schema84.required,parentSchema:schema84,data};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
if(data.field === undefined){
const err4 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "field"},message:"must have required property '"+"field"+"'",schema:schema84.required,parentSchema:schema84,data};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
if(data.suite === undefined){
const err5 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "suite"},message:"must have required property '"+"suite"+"'",schema:schema84.required,parentSchema:schema84,data};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
if(data.operators === undefined){
const err6 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "operators"},message:"must have required property '"+"operators"+"'",schema:schema84.required,parentSchema:schema84,data};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
if(data.intervalSeconds === undefined){
const err7 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "intervalSeconds"},message:"must have required property '"+"intervalSeconds"+"'",schema:schema84.required,parentSchema:schema84,data};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
if(data.intervalOffsetSeconds === undefined){
const err8 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "intervalOffsetSeconds"},message:"must have required property '"+"intervalOffsetSeconds"+"'",schema:schema84.required,parentSchema:schema84,data};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
if(data.maxReadingWh === undefined){
const err9 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "maxReadingWh"},message:"must have required property '"+"maxReadingWh"+"'",schema:schema84.required,parentSchema:schema84,data};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
if(data.registers === undefined){
const err10 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "registers"},message:"must have required property '"+"registers"+"'",schema:schema84.required,parentSchema:schema84,data};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
if(data.areas === undefined){
const err11 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "areas"},message:"must have required property '"+"areas"+"'",schema:schema84.required,parentSchema:schema84,data};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
if(data.maxMeters === undefined){
const err12 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "maxMeters"},message:"must have required property '"+"maxMeters"+"'",schema:schema84.required,parentSchema:schema84,data};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
if(data.floors === undefined){
const err13 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "floors"},message:"must have required property '"+"floors"+"'",schema:schema84.required,parentSchema:schema84,data};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
if(data.closeAfterSeconds === undefined){
const err14 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "closeAfterSeconds"},message:"must have required property '"+"closeAfterSeconds"+"'",schema:schema84.required,parentSchema:schema84,data};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
if(data.graceSeconds === undefined){
const err15 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "graceSeconds"},message:"must have required property '"+"graceSeconds"+"'",schema:schema84.required,parentSchema:schema84,data};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
if(data.billing === undefined){
const err16 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "billing"},message:"must have required property '"+"billing"+"'",schema:schema84.required,parentSchema:schema84,data};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
if(data.tariffs === undefined){
const err17 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "tariffs"},message:"must have required property '"+"tariffs"+"'",schema:schema84.required,parentSchema:schema84,data};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
for(const key0 in data){
if(!(func4.call(schema84.properties, key0))){
const err18 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties",schema:false,parentSchema:schema84,data};
if(vErrors === null){
vErrors = [err18];
}
else {
vErrors.push(err18);
}
errors++;
}
}
if(data.version !== undefined){
let data0 = data.version;
if(!(((typeof data0 == "number") && (!(data0 % 1) && !isNaN(data0))) && (isFinite(data0)))){
const err19 = {instancePath:instancePath+"/version",schemaPath:"#/properties/version/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema84.properties.version.type,parentSchema:schema84.properties.version,data:data0};
if(vErrors === null){
vErrors = [err19];
}
else {
vErrors.push(err19);
}
errors++;
}
if(1 !== data0){
const err20 = {instancePath:instancePath+"/version",schemaPath:"#/properties/version/const",keyword:"const",params:{allowedValue: 1},message:"must be equal to constant",schema:1,parentSchema:schema84.properties.version,data:data0};
if(vErrors === null){
vErrors = [err20];
}
else {
vErrors.push(err20);
}
errors++;
}
}
if(data.deployment !== undefined){
let data1 = data.deployment;
if(typeof data1 === "string"){
if(!pattern2.test(data1)){
const err21 = {instancePath:instancePath+"/deployment",schemaPath:"defs.schema.json#/definitions/deployment/pattern",keyword:"pattern",params:{pattern: "^[a-z0-9][a-z0-9-]{0,62}$"},message:"must match pattern \""+"^[a-z0-9][a-z0-9-]{0,62}$"+"\"",schema:"^[a-z0-9][a-z0-9-]{0,62}$",parentSchema:schema16,data:data1};
if(vErrors === null){
vErrors = [err21];
}
else {
vErrors.push(err21);
}
errors++;
}
}
else {
const err22 = {instancePath:instancePath+"/deployment",schemaPath:"defs.schema.json#/definitions/deployment/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema16.type,parentSchema:schema16,data:data1};
if(vErrors === null){
vErrors = [err22];
}
else {
vErrors.push(err22);
}
errors++;
}
}
if(data.threshold !== undefined){
let data2 = data.threshold;
if(!(((typeof data2 == "number") && (!(data2 % 1) && !isNaN(data2))) && (isFinite(data2)))){
const err23 = {instancePath:instancePath+"/threshold",schemaPath:"#/properties/threshold/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema84.properties.threshold.type,parentSchema:schema84.properties.threshold,data:data2};
if(vErrors === null){
vErrors = [err23];
}
else {
vErrors.push(err23);
}
errors++;
}
if((typeof data2 == "number") && (isFinite(data2))){
if(data2 > 16 || isNaN(data2)){
const err24 = {instancePath:instancePath+"/threshold",schemaPath:"#/properties/threshold/maximum",keyword:"maximum",params:{comparison: "<=", limit: 16},message:"must be <= 16",schema:16,parentSchema:schema84.properties.threshold,data:data2};
if(vErrors === null){
vErrors = [err24];
}
else {
vErrors.push(err24);
}
errors++;
}
if(data2 < 2 || isNaN(data2)){
const err25 = {instancePath:instancePath+"/threshold",schemaPath:"#/properties/threshold/minimum",keyword:"minimum",params:{comparison: ">=", limit: 2},message:"must be >= 2",schema:2,parentSchema:schema84.properties.threshold,data:data2};
if(vErrors === null){
vErrors = [err25];
}
else {
vErrors.push(err25);
}
errors++;
}
}
}
if(data.trust !== undefined){
let data3 = data.trust;
if(typeof data3 !== "string"){
const err26 = {instancePath:instancePath+"/trust",schemaPath:"#/properties/trust/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema84.properties.trust.type,parentSchema:schema84.properties.trust,data:data3};
if(vErrors === null){
vErrors = [err26];
}
else {
vErrors.push(err26);
}
errors++;
}
if(!((data3 === "covert") || (data3 === "active"))){
const err27 = {instancePath:instancePath+"/trust",schemaPath:"#/properties/trust/enum",keyword:"enum",params:{allowedValues: schema84.properties.trust.enum},message:"must be equal to one of the allowed values",schema:schema84.properties.trust.enum,parentSchema:schema84.properties.trust,data:data3};
if(vErrors === null){
vErrors = [err27];
}
else {
vErrors.push(err27);
}
errors++;
}
}
if(data.field !== undefined){
let data4 = data.field;
if(typeof data4 !== "string"){
const err28 = {instancePath:instancePath+"/field",schemaPath:"#/properties/field/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema84.properties.field.type,parentSchema:schema84.properties.field,data:data4};
if(vErrors === null){
vErrors = [err28];
}
else {
vErrors.push(err28);
}
errors++;
}
if("Field128" !== data4){
const err29 = {instancePath:instancePath+"/field",schemaPath:"#/properties/field/const",keyword:"const",params:{allowedValue: "Field128"},message:"must be equal to constant",schema:"Field128",parentSchema:schema84.properties.field,data:data4};
if(vErrors === null){
vErrors = [err29];
}
else {
vErrors.push(err29);
}
errors++;
}
}
if(data.suite !== undefined){
let data5 = data.suite;
if(typeof data5 !== "string"){
const err30 = {instancePath:instancePath+"/suite",schemaPath:"#/properties/suite/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema84.properties.suite.type,parentSchema:schema84.properties.suite,data:data5};
if(vErrors === null){
vErrors = [err30];
}
else {
vErrors.push(err30);
}
errors++;
}
if(!((data5 === "X-Wing, HKDF-SHA256, AES-256-GCM") || (data5 === "DHKEM(X25519, HKDF-SHA256), HKDF-SHA256, AES-256-GCM"))){
const err31 = {instancePath:instancePath+"/suite",schemaPath:"#/properties/suite/enum",keyword:"enum",params:{allowedValues: schema84.properties.suite.enum},message:"must be equal to one of the allowed values",schema:schema84.properties.suite.enum,parentSchema:schema84.properties.suite,data:data5};
if(vErrors === null){
vErrors = [err31];
}
else {
vErrors.push(err31);
}
errors++;
}
}
if(data.operators !== undefined){
let data6 = data.operators;
if(Array.isArray(data6)){
if(data6.length > 16){
const err32 = {instancePath:instancePath+"/operators",schemaPath:"#/properties/operators/maxItems",keyword:"maxItems",params:{limit: 16},message:"must NOT have more than 16 items",schema:16,parentSchema:schema84.properties.operators,data:data6};
if(vErrors === null){
vErrors = [err32];
}
else {
vErrors.push(err32);
}
errors++;
}
if(data6.length < 2){
const err33 = {instancePath:instancePath+"/operators",schemaPath:"#/properties/operators/minItems",keyword:"minItems",params:{limit: 2},message:"must NOT have fewer than 2 items",schema:2,parentSchema:schema84.properties.operators,data:data6};
if(vErrors === null){
vErrors = [err33];
}
else {
vErrors.push(err33);
}
errors++;
}
const len0 = data6.length;
for(let i0=0; i0<len0; i0++){
let data7 = data6[i0];
if(typeof data7 === "string"){
if(!pattern0.test(data7)){
const err34 = {instancePath:instancePath+"/operators/" + i0,schemaPath:"defs.schema.json#/definitions/operatorId/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$"},message:"must match pattern \""+"^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$"+"\"",schema:"^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$",parentSchema:schema21,data:data7};
if(vErrors === null){
vErrors = [err34];
}
else {
vErrors.push(err34);
}
errors++;
}
}
else {
const err35 = {instancePath:instancePath+"/operators/" + i0,schemaPath:"defs.schema.json#/definitions/operatorId/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema21.type,parentSchema:schema21,data:data7};
if(vErrors === null){
vErrors = [err35];
}
else {
vErrors.push(err35);
}
errors++;
}
}
}
else {
const err36 = {instancePath:instancePath+"/operators",schemaPath:"#/properties/operators/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema84.properties.operators.type,parentSchema:schema84.properties.operators,data:data6};
if(vErrors === null){
vErrors = [err36];
}
else {
vErrors.push(err36);
}
errors++;
}
}
if(data.intervalSeconds !== undefined){
let data8 = data.intervalSeconds;
if(!(((typeof data8 == "number") && (!(data8 % 1) && !isNaN(data8))) && (isFinite(data8)))){
const err37 = {instancePath:instancePath+"/intervalSeconds",schemaPath:"#/properties/intervalSeconds/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema84.properties.intervalSeconds.type,parentSchema:schema84.properties.intervalSeconds,data:data8};
if(vErrors === null){
vErrors = [err37];
}
else {
vErrors.push(err37);
}
errors++;
}
if((typeof data8 == "number") && (isFinite(data8))){
if(data8 > 86400 || isNaN(data8)){
const err38 = {instancePath:instancePath+"/intervalSeconds",schemaPath:"#/properties/intervalSeconds/maximum",keyword:"maximum",params:{comparison: "<=", limit: 86400},message:"must be <= 86400",schema:86400,parentSchema:schema84.properties.intervalSeconds,data:data8};
if(vErrors === null){
vErrors = [err38];
}
else {
vErrors.push(err38);
}
errors++;
}
if(data8 < 1 || isNaN(data8)){
const err39 = {instancePath:instancePath+"/intervalSeconds",schemaPath:"#/properties/intervalSeconds/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1",schema:1,parentSchema:schema84.properties.intervalSeconds,data:data8};
if(vErrors === null){
vErrors = [err39];
}
else {
vErrors.push(err39);
}
errors++;
}
}
}
let data9 = data.intervalOffsetSeconds;
if(!(((typeof data9 == "number") && (!(data9 % 1) && !isNaN(data9))) && (isFinite(data9)))){
const err40 = {instancePath:instancePath+"/intervalOffsetSeconds",schemaPath:"#/properties/intervalOffsetSeconds/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema84.properties.intervalOffsetSeconds.type,parentSchema:schema84.properties.intervalOffsetSeconds,data:data9};
if(vErrors === null){
vErrors = [err40];
}
else {
vErrors.push(err40);
}
errors++;
}
if((typeof data9 == "number") && (isFinite(data9))){
if(data9 > 86399 || isNaN(data9)){
const err41 = {instancePath:instancePath+"/intervalOffsetSeconds",schemaPath:"#/properties/intervalOffsetSeconds/maximum",keyword:"maximum",params:{comparison: "<=", limit: 86399},message:"must be <= 86399",schema:86399,parentSchema:schema84.properties.intervalOffsetSeconds,data:data9};
if(vErrors === null){
vErrors = [err41];
}
else {
vErrors.push(err41);
}
errors++;
}
if(data9 < 0 || isNaN(data9)){
const err42 = {instancePath:instancePath+"/intervalOffsetSeconds",schemaPath:"#/properties/intervalOffsetSeconds/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0",schema:0,parentSchema:schema84.properties.intervalOffsetSeconds,data:data9};
if(vErrors === null){
vErrors = [err42];
}
else {
vErrors.push(err42);
}
errors++;
}
}
if(data.maxReadingWh !== undefined){
let data10 = data.maxReadingWh;
if(!(((typeof data10 == "number") && (!(data10 % 1) && !isNaN(data10))) && (isFinite(data10)))){
const err43 = {instancePath:instancePath+"/maxReadingWh",schemaPath:"#/properties/maxReadingWh/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema84.properties.maxReadingWh.type,parentSchema:schema84.properties.maxReadingWh,data:data10};
if(vErrors === null){
vErrors = [err43];
}
else {
vErrors.push(err43);
}
errors++;
}
if((typeof data10 == "number") && (isFinite(data10))){
if(data10 > 4294967295 || isNaN(data10)){
const err44 = {instancePath:instancePath+"/maxReadingWh",schemaPath:"#/properties/maxReadingWh/maximum",keyword:"maximum",params:{comparison: "<=", limit: 4294967295},message:"must be <= 4294967295",schema:4294967295,parentSchema:schema84.properties.maxReadingWh,data:data10};
if(vErrors === null){
vErrors = [err44];
}
else {
vErrors.push(err44);
}
errors++;
}
if(data10 < 1 || isNaN(data10)){
const err45 = {instancePath:instancePath+"/maxReadingWh",schemaPath:"#/properties/maxReadingWh/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1",schema:1,parentSchema:schema84.properties.maxReadingWh,data:data10};
if(vErrors === null){
vErrors = [err45];
}
else {
vErrors.push(err45);
}
errors++;
}
}
}
if(data.registers !== undefined){
let data11 = data.registers;
if(Array.isArray(data11)){
if(data11.length > 16){
const err46 = {instancePath:instancePath+"/registers",schemaPath:"#/properties/registers/maxItems",keyword:"maxItems",params:{limit: 16},message:"must NOT have more than 16 items",schema:16,parentSchema:schema84.properties.registers,data:data11};
if(vErrors === null){
vErrors = [err46];
}
else {
vErrors.push(err46);
}
errors++;
}
if(data11.length < 1){
const err47 = {instancePath:instancePath+"/registers",schemaPath:"#/properties/registers/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items",schema:1,parentSchema:schema84.properties.registers,data:data11};
if(vErrors === null){
vErrors = [err47];
}
else {
vErrors.push(err47);
}
errors++;
}
const len1 = data11.length;
for(let i1=0; i1<len1; i1++){
let data12 = data11[i1];
if(data12 && typeof data12 == "object" && !Array.isArray(data12)){
if(data12.obis === undefined){
const err48 = {instancePath:instancePath+"/registers/" + i1,schemaPath:"#/properties/registers/items/required",keyword:"required",params:{missingProperty: "obis"},message:"must have required property '"+"obis"+"'",schema:schema84.properties.registers.items.required,parentSchema:schema84.properties.registers.items,data:data12};
if(vErrors === null){
vErrors = [err48];
}
else {
vErrors.push(err48);
}
errors++;
}
if(data12.direction === undefined){
const err49 = {instancePath:instancePath+"/registers/" + i1,schemaPath:"#/properties/registers/items/required",keyword:"required",params:{missingProperty: "direction"},message:"must have required property '"+"direction"+"'",schema:schema84.properties.registers.items.required,parentSchema:schema84.properties.registers.items,data:data12};
if(vErrors === null){
vErrors = [err49];
}
else {
vErrors.push(err49);
}
errors++;
}
if(data12.isLoad === undefined){
const err50 = {instancePath:instancePath+"/registers/" + i1,schemaPath:"#/properties/registers/items/required",keyword:"required",params:{missingProperty: "isLoad"},message:"must have required property '"+"isLoad"+"'",schema:schema84.properties.registers.items.required,parentSchema:schema84.properties.registers.items,data:data12};
if(vErrors === null){
vErrors = [err50];
}
else {
vErrors.push(err50);
}
errors++;
}
for(const key1 in data12){
if(!((((((key1 === "obis") || (key1 === "direction")) || (key1 === "isLoad")) || (key1 === "unit")) || (key1 === "maxReading")) || (key1 === "resolution"))){
const err51 = {instancePath:instancePath+"/registers/" + i1,schemaPath:"#/properties/registers/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key1},message:"must NOT have additional properties",schema:false,parentSchema:schema84.properties.registers.items,data:data12};
if(vErrors === null){
vErrors = [err51];
}
else {
vErrors.push(err51);
}
errors++;
}
}
if(data12.obis !== undefined){
let data13 = data12.obis;
if(typeof data13 === "string"){
if(!pattern11.test(data13)){
const err52 = {instancePath:instancePath+"/registers/" + i1+"/obis",schemaPath:"defs.schema.json#/definitions/register/pattern",keyword:"pattern",params:{pattern: "^[0-9]{1,3}-[0-9]{1,3}:[0-9]{1,3}\\.[0-9]{1,3}\\.[0-9]{1,3}$"},message:"must match pattern \""+"^[0-9]{1,3}-[0-9]{1,3}:[0-9]{1,3}\\.[0-9]{1,3}\\.[0-9]{1,3}$"+"\"",schema:"^[0-9]{1,3}-[0-9]{1,3}:[0-9]{1,3}\\.[0-9]{1,3}\\.[0-9]{1,3}$",parentSchema:schema31,data:data13};
if(vErrors === null){
vErrors = [err52];
}
else {
vErrors.push(err52);
}
errors++;
}
}
else {
const err53 = {instancePath:instancePath+"/registers/" + i1+"/obis",schemaPath:"defs.schema.json#/definitions/register/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema31.type,parentSchema:schema31,data:data13};
if(vErrors === null){
vErrors = [err53];
}
else {
vErrors.push(err53);
}
errors++;
}
}
if(data12.direction !== undefined){
let data14 = data12.direction;
if(typeof data14 !== "string"){
const err54 = {instancePath:instancePath+"/registers/" + i1+"/direction",schemaPath:"#/properties/registers/items/properties/direction/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema84.properties.registers.items.properties.direction.type,parentSchema:schema84.properties.registers.items.properties.direction,data:data14};
if(vErrors === null){
vErrors = [err54];
}
else {
vErrors.push(err54);
}
errors++;
}
if(!((data14 === "import") || (data14 === "export"))){
const err55 = {instancePath:instancePath+"/registers/" + i1+"/direction",schemaPath:"#/properties/registers/items/properties/direction/enum",keyword:"enum",params:{allowedValues: schema84.properties.registers.items.properties.direction.enum},message:"must be equal to one of the allowed values",schema:schema84.properties.registers.items.properties.direction.enum,parentSchema:schema84.properties.registers.items.properties.direction,data:data14};
if(vErrors === null){
vErrors = [err55];
}
else {
vErrors.push(err55);
}
errors++;
}
}
if(data12.isLoad !== undefined){
let data15 = data12.isLoad;
if(typeof data15 !== "boolean"){
const err56 = {instancePath:instancePath+"/registers/" + i1+"/isLoad",schemaPath:"#/properties/registers/items/properties/isLoad/type",keyword:"type",params:{type: "boolean"},message:"must be boolean",schema:schema84.properties.registers.items.properties.isLoad.type,parentSchema:schema84.properties.registers.items.properties.isLoad,data:data15};
if(vErrors === null){
vErrors = [err56];
}
else {
vErrors.push(err56);
}
errors++;
}
}
if(data12.unit !== undefined){
let data16 = data12.unit;
if(typeof data16 !== "string"){
const err57 = {instancePath:instancePath+"/registers/" + i1+"/unit",schemaPath:"#/properties/registers/items/properties/unit/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema84.properties.registers.items.properties.unit.type,parentSchema:schema84.properties.registers.items.properties.unit,data:data16};
if(vErrors === null){
vErrors = [err57];
}
else {
vErrors.push(err57);
}
errors++;
}
if(!(((data16 === "Wh") || (data16 === "dm3")) || (data16 === "kJ"))){
const err58 = {instancePath:instancePath+"/registers/" + i1+"/unit",schemaPath:"#/properties/registers/items/properties/unit/enum",keyword:"enum",params:{allowedValues: schema84.properties.registers.items.properties.unit.enum},message:"must be equal to one of the allowed values",schema:schema84.properties.registers.items.properties.unit.enum,parentSchema:schema84.properties.registers.items.properties.unit,data:data16};
if(vErrors === null){
vErrors = [err58];
}
else {
vErrors.push(err58);
}
errors++;
}
}
if(data12.maxReading !== undefined){
let data17 = data12.maxReading;
if(!(((typeof data17 == "number") && (!(data17 % 1) && !isNaN(data17))) && (isFinite(data17)))){
const err59 = {instancePath:instancePath+"/registers/" + i1+"/maxReading",schemaPath:"#/properties/registers/items/properties/maxReading/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema84.properties.registers.items.properties.maxReading.type,parentSchema:schema84.properties.registers.items.properties.maxReading,data:data17};
if(vErrors === null){
vErrors = [err59];
}
else {
vErrors.push(err59);
}
errors++;
}
if((typeof data17 == "number") && (isFinite(data17))){
if(data17 > 4294967295 || isNaN(data17)){
const err60 = {instancePath:instancePath+"/registers/" + i1+"/maxReading",schemaPath:"#/properties/registers/items/properties/maxReading/maximum",keyword:"maximum",params:{comparison: "<=", limit: 4294967295},message:"must be <= 4294967295",schema:4294967295,parentSchema:schema84.properties.registers.items.properties.maxReading,data:data17};
if(vErrors === null){
vErrors = [err60];
}
else {
vErrors.push(err60);
}
errors++;
}
if(data17 < 1 || isNaN(data17)){
const err61 = {instancePath:instancePath+"/registers/" + i1+"/maxReading",schemaPath:"#/properties/registers/items/properties/maxReading/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1",schema:1,parentSchema:schema84.properties.registers.items.properties.maxReading,data:data17};
if(vErrors === null){
vErrors = [err61];
}
else {
vErrors.push(err61);
}
errors++;
}
}
}
if(data12.resolution !== undefined){
let data18 = data12.resolution;
if(!(((typeof data18 == "number") && (!(data18 % 1) && !isNaN(data18))) && (isFinite(data18)))){
const err62 = {instancePath:instancePath+"/registers/" + i1+"/resolution",schemaPath:"#/properties/registers/items/properties/resolution/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema84.properties.registers.items.properties.resolution.type,parentSchema:schema84.properties.registers.items.properties.resolution,data:data18};
if(vErrors === null){
vErrors = [err62];
}
else {
vErrors.push(err62);
}
errors++;
}
if((typeof data18 == "number") && (isFinite(data18))){
if(data18 > 1000000 || isNaN(data18)){
const err63 = {instancePath:instancePath+"/registers/" + i1+"/resolution",schemaPath:"#/properties/registers/items/properties/resolution/maximum",keyword:"maximum",params:{comparison: "<=", limit: 1000000},message:"must be <= 1000000",schema:1000000,parentSchema:schema84.properties.registers.items.properties.resolution,data:data18};
if(vErrors === null){
vErrors = [err63];
}
else {
vErrors.push(err63);
}
errors++;
}
if(data18 < 1 || isNaN(data18)){
const err64 = {instancePath:instancePath+"/registers/" + i1+"/resolution",schemaPath:"#/properties/registers/items/properties/resolution/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1",schema:1,parentSchema:schema84.properties.registers.items.properties.resolution,data:data18};
if(vErrors === null){
vErrors = [err64];
}
else {
vErrors.push(err64);
}
errors++;
}
}
}
}
else {
const err65 = {instancePath:instancePath+"/registers/" + i1,schemaPath:"#/properties/registers/items/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema84.properties.registers.items.type,parentSchema:schema84.properties.registers.items,data:data12};
if(vErrors === null){
vErrors = [err65];
}
else {
vErrors.push(err65);
}
errors++;
}
}
}
else {
const err66 = {instancePath:instancePath+"/registers",schemaPath:"#/properties/registers/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema84.properties.registers.type,parentSchema:schema84.properties.registers,data:data11};
if(vErrors === null){
vErrors = [err66];
}
else {
vErrors.push(err66);
}
errors++;
}
}
if(data.areas !== undefined){
let data19 = data.areas;
if(Array.isArray(data19)){
if(data19.length > 4096){
const err67 = {instancePath:instancePath+"/areas",schemaPath:"#/properties/areas/maxItems",keyword:"maxItems",params:{limit: 4096},message:"must NOT have more than 4096 items",schema:4096,parentSchema:schema84.properties.areas,data:data19};
if(vErrors === null){
vErrors = [err67];
}
else {
vErrors.push(err67);
}
errors++;
}
if(data19.length < 1){
const err68 = {instancePath:instancePath+"/areas",schemaPath:"#/properties/areas/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items",schema:1,parentSchema:schema84.properties.areas,data:data19};
if(vErrors === null){
vErrors = [err68];
}
else {
vErrors.push(err68);
}
errors++;
}
const len2 = data19.length;
for(let i2=0; i2<len2; i2++){
let data20 = data19[i2];
if(typeof data20 === "string"){
if(!pattern0.test(data20)){
const err69 = {instancePath:instancePath+"/areas/" + i2,schemaPath:"defs.schema.json#/definitions/areaId/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$"},message:"must match pattern \""+"^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$"+"\"",schema:"^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$",parentSchema:schema25,data:data20};
if(vErrors === null){
vErrors = [err69];
}
else {
vErrors.push(err69);
}
errors++;
}
}
else {
const err70 = {instancePath:instancePath+"/areas/" + i2,schemaPath:"defs.schema.json#/definitions/areaId/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema25.type,parentSchema:schema25,data:data20};
if(vErrors === null){
vErrors = [err70];
}
else {
vErrors.push(err70);
}
errors++;
}
}
}
else {
const err71 = {instancePath:instancePath+"/areas",schemaPath:"#/properties/areas/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema84.properties.areas.type,parentSchema:schema84.properties.areas,data:data19};
if(vErrors === null){
vErrors = [err71];
}
else {
vErrors.push(err71);
}
errors++;
}
}
if(data.maxMeters !== undefined){
let data21 = data.maxMeters;
if(!(((typeof data21 == "number") && (!(data21 % 1) && !isNaN(data21))) && (isFinite(data21)))){
const err72 = {instancePath:instancePath+"/maxMeters",schemaPath:"#/properties/maxMeters/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema84.properties.maxMeters.type,parentSchema:schema84.properties.maxMeters,data:data21};
if(vErrors === null){
vErrors = [err72];
}
else {
vErrors.push(err72);
}
errors++;
}
if((typeof data21 == "number") && (isFinite(data21))){
if(data21 > 10000000 || isNaN(data21)){
const err73 = {instancePath:instancePath+"/maxMeters",schemaPath:"#/properties/maxMeters/maximum",keyword:"maximum",params:{comparison: "<=", limit: 10000000},message:"must be <= 10000000",schema:10000000,parentSchema:schema84.properties.maxMeters,data:data21};
if(vErrors === null){
vErrors = [err73];
}
else {
vErrors.push(err73);
}
errors++;
}
if(data21 < 1 || isNaN(data21)){
const err74 = {instancePath:instancePath+"/maxMeters",schemaPath:"#/properties/maxMeters/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1",schema:1,parentSchema:schema84.properties.maxMeters,data:data21};
if(vErrors === null){
vErrors = [err74];
}
else {
vErrors.push(err74);
}
errors++;
}
}
}
if(data.floors !== undefined){
let data22 = data.floors;
if(data22 && typeof data22 == "object" && !Array.isArray(data22)){
if(data22.minMeters === undefined){
const err75 = {instancePath:instancePath+"/floors",schemaPath:"#/properties/floors/required",keyword:"required",params:{missingProperty: "minMeters"},message:"must have required property '"+"minMeters"+"'",schema:schema84.properties.floors.required,parentSchema:schema84.properties.floors,data:data22};
if(vErrors === null){
vErrors = [err75];
}
else {
vErrors.push(err75);
}
errors++;
}
if(data22.minIntervals === undefined){
const err76 = {instancePath:instancePath+"/floors",schemaPath:"#/properties/floors/required",keyword:"required",params:{missingProperty: "minIntervals"},message:"must have required property '"+"minIntervals"+"'",schema:schema84.properties.floors.required,parentSchema:schema84.properties.floors,data:data22};
if(vErrors === null){
vErrors = [err76];
}
else {
vErrors.push(err76);
}
errors++;
}
if(data22.maxKnown === undefined){
const err77 = {instancePath:instancePath+"/floors",schemaPath:"#/properties/floors/required",keyword:"required",params:{missingProperty: "maxKnown"},message:"must have required property '"+"maxKnown"+"'",schema:schema84.properties.floors.required,parentSchema:schema84.properties.floors,data:data22};
if(vErrors === null){
vErrors = [err77];
}
else {
vErrors.push(err77);
}
errors++;
}
if(data22.minCrowd === undefined){
const err78 = {instancePath:instancePath+"/floors",schemaPath:"#/properties/floors/required",keyword:"required",params:{missingProperty: "minCrowd"},message:"must have required property '"+"minCrowd"+"'",schema:schema84.properties.floors.required,parentSchema:schema84.properties.floors,data:data22};
if(vErrors === null){
vErrors = [err78];
}
else {
vErrors.push(err78);
}
errors++;
}
for(const key2 in data22){
if(!(((((((key2 === "minMeters") || (key2 === "minIntervals")) || (key2 === "maxKnown")) || (key2 === "minCrowd")) || (key2 === "maxRates")) || (key2 === "maxAtoms")) || (key2 === "dynamic"))){
const err79 = {instancePath:instancePath+"/floors",schemaPath:"#/properties/floors/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key2},message:"must NOT have additional properties",schema:false,parentSchema:schema84.properties.floors,data:data22};
if(vErrors === null){
vErrors = [err79];
}
else {
vErrors.push(err79);
}
errors++;
}
}
if(data22.minMeters !== undefined){
let data23 = data22.minMeters;
if(!(((typeof data23 == "number") && (!(data23 % 1) && !isNaN(data23))) && (isFinite(data23)))){
const err80 = {instancePath:instancePath+"/floors/minMeters",schemaPath:"#/properties/floors/properties/minMeters/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema84.properties.floors.properties.minMeters.type,parentSchema:schema84.properties.floors.properties.minMeters,data:data23};
if(vErrors === null){
vErrors = [err80];
}
else {
vErrors.push(err80);
}
errors++;
}
if((typeof data23 == "number") && (isFinite(data23))){
if(data23 > 10000000 || isNaN(data23)){
const err81 = {instancePath:instancePath+"/floors/minMeters",schemaPath:"#/properties/floors/properties/minMeters/maximum",keyword:"maximum",params:{comparison: "<=", limit: 10000000},message:"must be <= 10000000",schema:10000000,parentSchema:schema84.properties.floors.properties.minMeters,data:data23};
if(vErrors === null){
vErrors = [err81];
}
else {
vErrors.push(err81);
}
errors++;
}
if(data23 < 1 || isNaN(data23)){
const err82 = {instancePath:instancePath+"/floors/minMeters",schemaPath:"#/properties/floors/properties/minMeters/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1",schema:1,parentSchema:schema84.properties.floors.properties.minMeters,data:data23};
if(vErrors === null){
vErrors = [err82];
}
else {
vErrors.push(err82);
}
errors++;
}
}
}
if(data22.minIntervals !== undefined){
let data24 = data22.minIntervals;
if(!(((typeof data24 == "number") && (!(data24 % 1) && !isNaN(data24))) && (isFinite(data24)))){
const err83 = {instancePath:instancePath+"/floors/minIntervals",schemaPath:"#/properties/floors/properties/minIntervals/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema84.properties.floors.properties.minIntervals.type,parentSchema:schema84.properties.floors.properties.minIntervals,data:data24};
if(vErrors === null){
vErrors = [err83];
}
else {
vErrors.push(err83);
}
errors++;
}
if((typeof data24 == "number") && (isFinite(data24))){
if(data24 > 1048576 || isNaN(data24)){
const err84 = {instancePath:instancePath+"/floors/minIntervals",schemaPath:"#/properties/floors/properties/minIntervals/maximum",keyword:"maximum",params:{comparison: "<=", limit: 1048576},message:"must be <= 1048576",schema:1048576,parentSchema:schema84.properties.floors.properties.minIntervals,data:data24};
if(vErrors === null){
vErrors = [err84];
}
else {
vErrors.push(err84);
}
errors++;
}
if(data24 < 1 || isNaN(data24)){
const err85 = {instancePath:instancePath+"/floors/minIntervals",schemaPath:"#/properties/floors/properties/minIntervals/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1",schema:1,parentSchema:schema84.properties.floors.properties.minIntervals,data:data24};
if(vErrors === null){
vErrors = [err85];
}
else {
vErrors.push(err85);
}
errors++;
}
}
}
if(data22.maxKnown !== undefined){
let data25 = data22.maxKnown;
if(!(((typeof data25 == "number") && (!(data25 % 1) && !isNaN(data25))) && (isFinite(data25)))){
const err86 = {instancePath:instancePath+"/floors/maxKnown",schemaPath:"#/properties/floors/properties/maxKnown/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema84.properties.floors.properties.maxKnown.type,parentSchema:schema84.properties.floors.properties.maxKnown,data:data25};
if(vErrors === null){
vErrors = [err86];
}
else {
vErrors.push(err86);
}
errors++;
}
if((typeof data25 == "number") && (isFinite(data25))){
if(data25 > 1000000 || isNaN(data25)){
const err87 = {instancePath:instancePath+"/floors/maxKnown",schemaPath:"#/properties/floors/properties/maxKnown/maximum",keyword:"maximum",params:{comparison: "<=", limit: 1000000},message:"must be <= 1000000",schema:1000000,parentSchema:schema84.properties.floors.properties.maxKnown,data:data25};
if(vErrors === null){
vErrors = [err87];
}
else {
vErrors.push(err87);
}
errors++;
}
if(data25 < 0 || isNaN(data25)){
const err88 = {instancePath:instancePath+"/floors/maxKnown",schemaPath:"#/properties/floors/properties/maxKnown/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0",schema:0,parentSchema:schema84.properties.floors.properties.maxKnown,data:data25};
if(vErrors === null){
vErrors = [err88];
}
else {
vErrors.push(err88);
}
errors++;
}
}
}
if(data22.minCrowd !== undefined){
let data26 = data22.minCrowd;
if(!(((typeof data26 == "number") && (!(data26 % 1) && !isNaN(data26))) && (isFinite(data26)))){
const err89 = {instancePath:instancePath+"/floors/minCrowd",schemaPath:"#/properties/floors/properties/minCrowd/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema84.properties.floors.properties.minCrowd.type,parentSchema:schema84.properties.floors.properties.minCrowd,data:data26};
if(vErrors === null){
vErrors = [err89];
}
else {
vErrors.push(err89);
}
errors++;
}
if((typeof data26 == "number") && (isFinite(data26))){
if(data26 > 10000000 || isNaN(data26)){
const err90 = {instancePath:instancePath+"/floors/minCrowd",schemaPath:"#/properties/floors/properties/minCrowd/maximum",keyword:"maximum",params:{comparison: "<=", limit: 10000000},message:"must be <= 10000000",schema:10000000,parentSchema:schema84.properties.floors.properties.minCrowd,data:data26};
if(vErrors === null){
vErrors = [err90];
}
else {
vErrors.push(err90);
}
errors++;
}
if(data26 < 1 || isNaN(data26)){
const err91 = {instancePath:instancePath+"/floors/minCrowd",schemaPath:"#/properties/floors/properties/minCrowd/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1",schema:1,parentSchema:schema84.properties.floors.properties.minCrowd,data:data26};
if(vErrors === null){
vErrors = [err91];
}
else {
vErrors.push(err91);
}
errors++;
}
}
}
if(data22.maxRates !== undefined){
let data27 = data22.maxRates;
if(!(((typeof data27 == "number") && (!(data27 % 1) && !isNaN(data27))) && (isFinite(data27)))){
const err92 = {instancePath:instancePath+"/floors/maxRates",schemaPath:"#/properties/floors/properties/maxRates/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema84.properties.floors.properties.maxRates.type,parentSchema:schema84.properties.floors.properties.maxRates,data:data27};
if(vErrors === null){
vErrors = [err92];
}
else {
vErrors.push(err92);
}
errors++;
}
if((typeof data27 == "number") && (isFinite(data27))){
if(data27 > 48 || isNaN(data27)){
const err93 = {instancePath:instancePath+"/floors/maxRates",schemaPath:"#/properties/floors/properties/maxRates/maximum",keyword:"maximum",params:{comparison: "<=", limit: 48},message:"must be <= 48",schema:48,parentSchema:schema84.properties.floors.properties.maxRates,data:data27};
if(vErrors === null){
vErrors = [err93];
}
else {
vErrors.push(err93);
}
errors++;
}
if(data27 < 1 || isNaN(data27)){
const err94 = {instancePath:instancePath+"/floors/maxRates",schemaPath:"#/properties/floors/properties/maxRates/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1",schema:1,parentSchema:schema84.properties.floors.properties.maxRates,data:data27};
if(vErrors === null){
vErrors = [err94];
}
else {
vErrors.push(err94);
}
errors++;
}
}
}
if(data22.maxAtoms !== undefined){
let data28 = data22.maxAtoms;
if(!(((typeof data28 == "number") && (!(data28 % 1) && !isNaN(data28))) && (isFinite(data28)))){
const err95 = {instancePath:instancePath+"/floors/maxAtoms",schemaPath:"#/properties/floors/properties/maxAtoms/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema84.properties.floors.properties.maxAtoms.type,parentSchema:schema84.properties.floors.properties.maxAtoms,data:data28};
if(vErrors === null){
vErrors = [err95];
}
else {
vErrors.push(err95);
}
errors++;
}
if((typeof data28 == "number") && (isFinite(data28))){
if(data28 > 4096 || isNaN(data28)){
const err96 = {instancePath:instancePath+"/floors/maxAtoms",schemaPath:"#/properties/floors/properties/maxAtoms/maximum",keyword:"maximum",params:{comparison: "<=", limit: 4096},message:"must be <= 4096",schema:4096,parentSchema:schema84.properties.floors.properties.maxAtoms,data:data28};
if(vErrors === null){
vErrors = [err96];
}
else {
vErrors.push(err96);
}
errors++;
}
if(data28 < 1 || isNaN(data28)){
const err97 = {instancePath:instancePath+"/floors/maxAtoms",schemaPath:"#/properties/floors/properties/maxAtoms/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1",schema:1,parentSchema:schema84.properties.floors.properties.maxAtoms,data:data28};
if(vErrors === null){
vErrors = [err97];
}
else {
vErrors.push(err97);
}
errors++;
}
}
}
if(data22.dynamic !== undefined){
let data29 = data22.dynamic;
if(typeof data29 !== "boolean"){
const err98 = {instancePath:instancePath+"/floors/dynamic",schemaPath:"#/properties/floors/properties/dynamic/type",keyword:"type",params:{type: "boolean"},message:"must be boolean",schema:schema84.properties.floors.properties.dynamic.type,parentSchema:schema84.properties.floors.properties.dynamic,data:data29};
if(vErrors === null){
vErrors = [err98];
}
else {
vErrors.push(err98);
}
errors++;
}
}
}
else {
const err99 = {instancePath:instancePath+"/floors",schemaPath:"#/properties/floors/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema84.properties.floors.type,parentSchema:schema84.properties.floors,data:data22};
if(vErrors === null){
vErrors = [err99];
}
else {
vErrors.push(err99);
}
errors++;
}
}
if(data.closeAfterSeconds !== undefined){
let data30 = data.closeAfterSeconds;
if(!(((typeof data30 == "number") && (!(data30 % 1) && !isNaN(data30))) && (isFinite(data30)))){
const err100 = {instancePath:instancePath+"/closeAfterSeconds",schemaPath:"#/properties/closeAfterSeconds/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema84.properties.closeAfterSeconds.type,parentSchema:schema84.properties.closeAfterSeconds,data:data30};
if(vErrors === null){
vErrors = [err100];
}
else {
vErrors.push(err100);
}
errors++;
}
if((typeof data30 == "number") && (isFinite(data30))){
if(data30 > 31536000 || isNaN(data30)){
const err101 = {instancePath:instancePath+"/closeAfterSeconds",schemaPath:"#/properties/closeAfterSeconds/maximum",keyword:"maximum",params:{comparison: "<=", limit: 31536000},message:"must be <= 31536000",schema:31536000,parentSchema:schema84.properties.closeAfterSeconds,data:data30};
if(vErrors === null){
vErrors = [err101];
}
else {
vErrors.push(err101);
}
errors++;
}
if(data30 < 0 || isNaN(data30)){
const err102 = {instancePath:instancePath+"/closeAfterSeconds",schemaPath:"#/properties/closeAfterSeconds/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0",schema:0,parentSchema:schema84.properties.closeAfterSeconds,data:data30};
if(vErrors === null){
vErrors = [err102];
}
else {
vErrors.push(err102);
}
errors++;
}
}
}
if(data.graceSeconds !== undefined){
let data31 = data.graceSeconds;
if(!(((typeof data31 == "number") && (!(data31 % 1) && !isNaN(data31))) && (isFinite(data31)))){
const err103 = {instancePath:instancePath+"/graceSeconds",schemaPath:"#/properties/graceSeconds/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema84.properties.graceSeconds.type,parentSchema:schema84.properties.graceSeconds,data:data31};
if(vErrors === null){
vErrors = [err103];
}
else {
vErrors.push(err103);
}
errors++;
}
if((typeof data31 == "number") && (isFinite(data31))){
if(data31 > 31536000 || isNaN(data31)){
const err104 = {instancePath:instancePath+"/graceSeconds",schemaPath:"#/properties/graceSeconds/maximum",keyword:"maximum",params:{comparison: "<=", limit: 31536000},message:"must be <= 31536000",schema:31536000,parentSchema:schema84.properties.graceSeconds,data:data31};
if(vErrors === null){
vErrors = [err104];
}
else {
vErrors.push(err104);
}
errors++;
}
if(data31 < 0 || isNaN(data31)){
const err105 = {instancePath:instancePath+"/graceSeconds",schemaPath:"#/properties/graceSeconds/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0",schema:0,parentSchema:schema84.properties.graceSeconds,data:data31};
if(vErrors === null){
vErrors = [err105];
}
else {
vErrors.push(err105);
}
errors++;
}
}
}
if(data.patienceSeconds !== undefined){
let data32 = data.patienceSeconds;
if(!(((typeof data32 == "number") && (!(data32 % 1) && !isNaN(data32))) && (isFinite(data32)))){
const err106 = {instancePath:instancePath+"/patienceSeconds",schemaPath:"#/properties/patienceSeconds/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema84.properties.patienceSeconds.type,parentSchema:schema84.properties.patienceSeconds,data:data32};
if(vErrors === null){
vErrors = [err106];
}
else {
vErrors.push(err106);
}
errors++;
}
if((typeof data32 == "number") && (isFinite(data32))){
if(data32 > 604800 || isNaN(data32)){
const err107 = {instancePath:instancePath+"/patienceSeconds",schemaPath:"#/properties/patienceSeconds/maximum",keyword:"maximum",params:{comparison: "<=", limit: 604800},message:"must be <= 604800",schema:604800,parentSchema:schema84.properties.patienceSeconds,data:data32};
if(vErrors === null){
vErrors = [err107];
}
else {
vErrors.push(err107);
}
errors++;
}
if(data32 < 0 || isNaN(data32)){
const err108 = {instancePath:instancePath+"/patienceSeconds",schemaPath:"#/properties/patienceSeconds/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0",schema:0,parentSchema:schema84.properties.patienceSeconds,data:data32};
if(vErrors === null){
vErrors = [err108];
}
else {
vErrors.push(err108);
}
errors++;
}
}
}
if(data.billing !== undefined){
let data33 = data.billing;
if(data33 && typeof data33 == "object" && !Array.isArray(data33)){
if(data33.firstInterval === undefined){
const err109 = {instancePath:instancePath+"/billing",schemaPath:"#/properties/billing/required",keyword:"required",params:{missingProperty: "firstInterval"},message:"must have required property '"+"firstInterval"+"'",schema:schema84.properties.billing.required,parentSchema:schema84.properties.billing,data:data33};
if(vErrors === null){
vErrors = [err109];
}
else {
vErrors.push(err109);
}
errors++;
}
if(data33.windows === undefined){
const err110 = {instancePath:instancePath+"/billing",schemaPath:"#/properties/billing/required",keyword:"required",params:{missingProperty: "windows"},message:"must have required property '"+"windows"+"'",schema:schema84.properties.billing.required,parentSchema:schema84.properties.billing,data:data33};
if(vErrors === null){
vErrors = [err110];
}
else {
vErrors.push(err110);
}
errors++;
}
for(const key3 in data33){
if(!((key3 === "firstInterval") || (key3 === "windows"))){
const err111 = {instancePath:instancePath+"/billing",schemaPath:"#/properties/billing/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key3},message:"must NOT have additional properties",schema:false,parentSchema:schema84.properties.billing,data:data33};
if(vErrors === null){
vErrors = [err111];
}
else {
vErrors.push(err111);
}
errors++;
}
}
if(data33.firstInterval !== undefined){
let data34 = data33.firstInterval;
if(!(((typeof data34 == "number") && (!(data34 % 1) && !isNaN(data34))) && (isFinite(data34)))){
const err112 = {instancePath:instancePath+"/billing/firstInterval",schemaPath:"defs.schema.json#/definitions/interval/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema26.type,parentSchema:schema26,data:data34};
if(vErrors === null){
vErrors = [err112];
}
else {
vErrors.push(err112);
}
errors++;
}
if((typeof data34 == "number") && (isFinite(data34))){
if(data34 > 4294967295 || isNaN(data34)){
const err113 = {instancePath:instancePath+"/billing/firstInterval",schemaPath:"defs.schema.json#/definitions/interval/maximum",keyword:"maximum",params:{comparison: "<=", limit: 4294967295},message:"must be <= 4294967295",schema:4294967295,parentSchema:schema26,data:data34};
if(vErrors === null){
vErrors = [err113];
}
else {
vErrors.push(err113);
}
errors++;
}
if(data34 < 0 || isNaN(data34)){
const err114 = {instancePath:instancePath+"/billing/firstInterval",schemaPath:"defs.schema.json#/definitions/interval/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0",schema:0,parentSchema:schema26,data:data34};
if(vErrors === null){
vErrors = [err114];
}
else {
vErrors.push(err114);
}
errors++;
}
}
}
if(data33.windows !== undefined){
let data35 = data33.windows;
if(Array.isArray(data35)){
if(data35.length > 4096){
const err115 = {instancePath:instancePath+"/billing/windows",schemaPath:"#/properties/billing/properties/windows/maxItems",keyword:"maxItems",params:{limit: 4096},message:"must NOT have more than 4096 items",schema:4096,parentSchema:schema84.properties.billing.properties.windows,data:data35};
if(vErrors === null){
vErrors = [err115];
}
else {
vErrors.push(err115);
}
errors++;
}
if(data35.length < 1){
const err116 = {instancePath:instancePath+"/billing/windows",schemaPath:"#/properties/billing/properties/windows/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items",schema:1,parentSchema:schema84.properties.billing.properties.windows,data:data35};
if(vErrors === null){
vErrors = [err116];
}
else {
vErrors.push(err116);
}
errors++;
}
const len3 = data35.length;
for(let i3=0; i3<len3; i3++){
let data36 = data35[i3];
if(data36 && typeof data36 == "object" && !Array.isArray(data36)){
if(data36.count === undefined){
const err117 = {instancePath:instancePath+"/billing/windows/" + i3,schemaPath:"#/properties/billing/properties/windows/items/required",keyword:"required",params:{missingProperty: "count"},message:"must have required property '"+"count"+"'",schema:schema84.properties.billing.properties.windows.items.required,parentSchema:schema84.properties.billing.properties.windows.items,data:data36};
if(vErrors === null){
vErrors = [err117];
}
else {
vErrors.push(err117);
}
errors++;
}
if(data36.intervalCount === undefined){
const err118 = {instancePath:instancePath+"/billing/windows/" + i3,schemaPath:"#/properties/billing/properties/windows/items/required",keyword:"required",params:{missingProperty: "intervalCount"},message:"must have required property '"+"intervalCount"+"'",schema:schema84.properties.billing.properties.windows.items.required,parentSchema:schema84.properties.billing.properties.windows.items,data:data36};
if(vErrors === null){
vErrors = [err118];
}
else {
vErrors.push(err118);
}
errors++;
}
for(const key4 in data36){
if(!((key4 === "count") || (key4 === "intervalCount"))){
const err119 = {instancePath:instancePath+"/billing/windows/" + i3,schemaPath:"#/properties/billing/properties/windows/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key4},message:"must NOT have additional properties",schema:false,parentSchema:schema84.properties.billing.properties.windows.items,data:data36};
if(vErrors === null){
vErrors = [err119];
}
else {
vErrors.push(err119);
}
errors++;
}
}
if(data36.count !== undefined){
let data37 = data36.count;
if(!(((typeof data37 == "number") && (!(data37 % 1) && !isNaN(data37))) && (isFinite(data37)))){
const err120 = {instancePath:instancePath+"/billing/windows/" + i3+"/count",schemaPath:"#/properties/billing/properties/windows/items/properties/count/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema84.properties.billing.properties.windows.items.properties.count.type,parentSchema:schema84.properties.billing.properties.windows.items.properties.count,data:data37};
if(vErrors === null){
vErrors = [err120];
}
else {
vErrors.push(err120);
}
errors++;
}
if((typeof data37 == "number") && (isFinite(data37))){
if(data37 > 1048576 || isNaN(data37)){
const err121 = {instancePath:instancePath+"/billing/windows/" + i3+"/count",schemaPath:"#/properties/billing/properties/windows/items/properties/count/maximum",keyword:"maximum",params:{comparison: "<=", limit: 1048576},message:"must be <= 1048576",schema:1048576,parentSchema:schema84.properties.billing.properties.windows.items.properties.count,data:data37};
if(vErrors === null){
vErrors = [err121];
}
else {
vErrors.push(err121);
}
errors++;
}
if(data37 < 1 || isNaN(data37)){
const err122 = {instancePath:instancePath+"/billing/windows/" + i3+"/count",schemaPath:"#/properties/billing/properties/windows/items/properties/count/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1",schema:1,parentSchema:schema84.properties.billing.properties.windows.items.properties.count,data:data37};
if(vErrors === null){
vErrors = [err122];
}
else {
vErrors.push(err122);
}
errors++;
}
}
}
if(data36.intervalCount !== undefined){
let data38 = data36.intervalCount;
if(!(((typeof data38 == "number") && (!(data38 % 1) && !isNaN(data38))) && (isFinite(data38)))){
const err123 = {instancePath:instancePath+"/billing/windows/" + i3+"/intervalCount",schemaPath:"defs.schema.json#/definitions/count/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema90.type,parentSchema:schema90,data:data38};
if(vErrors === null){
vErrors = [err123];
}
else {
vErrors.push(err123);
}
errors++;
}
if((typeof data38 == "number") && (isFinite(data38))){
if(data38 > 1048576 || isNaN(data38)){
const err124 = {instancePath:instancePath+"/billing/windows/" + i3+"/intervalCount",schemaPath:"defs.schema.json#/definitions/count/maximum",keyword:"maximum",params:{comparison: "<=", limit: 1048576},message:"must be <= 1048576",schema:1048576,parentSchema:schema90,data:data38};
if(vErrors === null){
vErrors = [err124];
}
else {
vErrors.push(err124);
}
errors++;
}
if(data38 < 1 || isNaN(data38)){
const err125 = {instancePath:instancePath+"/billing/windows/" + i3+"/intervalCount",schemaPath:"defs.schema.json#/definitions/count/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1",schema:1,parentSchema:schema90,data:data38};
if(vErrors === null){
vErrors = [err125];
}
else {
vErrors.push(err125);
}
errors++;
}
}
}
}
else {
const err126 = {instancePath:instancePath+"/billing/windows/" + i3,schemaPath:"#/properties/billing/properties/windows/items/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema84.properties.billing.properties.windows.items.type,parentSchema:schema84.properties.billing.properties.windows.items,data:data36};
if(vErrors === null){
vErrors = [err126];
}
else {
vErrors.push(err126);
}
errors++;
}
}
}
else {
const err127 = {instancePath:instancePath+"/billing/windows",schemaPath:"#/properties/billing/properties/windows/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema84.properties.billing.properties.windows.type,parentSchema:schema84.properties.billing.properties.windows,data:data35};
if(vErrors === null){
vErrors = [err127];
}
else {
vErrors.push(err127);
}
errors++;
}
}
}
else {
const err128 = {instancePath:instancePath+"/billing",schemaPath:"#/properties/billing/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema84.properties.billing.type,parentSchema:schema84.properties.billing,data:data33};
if(vErrors === null){
vErrors = [err128];
}
else {
vErrors.push(err128);
}
errors++;
}
}
if(data.tariffs !== undefined){
let data39 = data.tariffs;
if(Array.isArray(data39)){
if(data39.length > 1000){
const err129 = {instancePath:instancePath+"/tariffs",schemaPath:"#/properties/tariffs/maxItems",keyword:"maxItems",params:{limit: 1000},message:"must NOT have more than 1000 items",schema:1000,parentSchema:schema84.properties.tariffs,data:data39};
if(vErrors === null){
vErrors = [err129];
}
else {
vErrors.push(err129);
}
errors++;
}
if(data39.length < 0){
const err130 = {instancePath:instancePath+"/tariffs",schemaPath:"#/properties/tariffs/minItems",keyword:"minItems",params:{limit: 0},message:"must NOT have fewer than 0 items",schema:0,parentSchema:schema84.properties.tariffs,data:data39};
if(vErrors === null){
vErrors = [err130];
}
else {
vErrors.push(err130);
}
errors++;
}
const len4 = data39.length;
for(let i4=0; i4<len4; i4++){
let data40 = data39[i4];
if(data40 && typeof data40 == "object" && !Array.isArray(data40)){
if(data40.id === undefined){
const err131 = {instancePath:instancePath+"/tariffs/" + i4,schemaPath:"#/properties/tariffs/items/required",keyword:"required",params:{missingProperty: "id"},message:"must have required property '"+"id"+"'",schema:schema84.properties.tariffs.items.required,parentSchema:schema84.properties.tariffs.items,data:data40};
if(vErrors === null){
vErrors = [err131];
}
else {
vErrors.push(err131);
}
errors++;
}
if(data40.from === undefined){
const err132 = {instancePath:instancePath+"/tariffs/" + i4,schemaPath:"#/properties/tariffs/items/required",keyword:"required",params:{missingProperty: "from"},message:"must have required property '"+"from"+"'",schema:schema84.properties.tariffs.items.required,parentSchema:schema84.properties.tariffs.items,data:data40};
if(vErrors === null){
vErrors = [err132];
}
else {
vErrors.push(err132);
}
errors++;
}
if(data40.count === undefined){
const err133 = {instancePath:instancePath+"/tariffs/" + i4,schemaPath:"#/properties/tariffs/items/required",keyword:"required",params:{missingProperty: "count"},message:"must have required property '"+"count"+"'",schema:schema84.properties.tariffs.items.required,parentSchema:schema84.properties.tariffs.items,data:data40};
if(vErrors === null){
vErrors = [err133];
}
else {
vErrors.push(err133);
}
errors++;
}
if(data40.rates === undefined){
const err134 = {instancePath:instancePath+"/tariffs/" + i4,schemaPath:"#/properties/tariffs/items/required",keyword:"required",params:{missingProperty: "rates"},message:"must have required property '"+"rates"+"'",schema:schema84.properties.tariffs.items.required,parentSchema:schema84.properties.tariffs.items,data:data40};
if(vErrors === null){
vErrors = [err134];
}
else {
vErrors.push(err134);
}
errors++;
}
if(data40.runs === undefined){
const err135 = {instancePath:instancePath+"/tariffs/" + i4,schemaPath:"#/properties/tariffs/items/required",keyword:"required",params:{missingProperty: "runs"},message:"must have required property '"+"runs"+"'",schema:schema84.properties.tariffs.items.required,parentSchema:schema84.properties.tariffs.items,data:data40};
if(vErrors === null){
vErrors = [err135];
}
else {
vErrors.push(err135);
}
errors++;
}
for(const key5 in data40){
if(!(func4.call(schema84.properties.tariffs.items.properties, key5))){
const err136 = {instancePath:instancePath+"/tariffs/" + i4,schemaPath:"#/properties/tariffs/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key5},message:"must NOT have additional properties",schema:false,parentSchema:schema84.properties.tariffs.items,data:data40};
if(vErrors === null){
vErrors = [err136];
}
else {
vErrors.push(err136);
}
errors++;
}
}
if(data40.id !== undefined){
let data41 = data40.id;
if(typeof data41 === "string"){
if(func2(data41) > 64){
const err137 = {instancePath:instancePath+"/tariffs/" + i4+"/id",schemaPath:"#/properties/tariffs/items/properties/id/maxLength",keyword:"maxLength",params:{limit: 64},message:"must NOT have more than 64 characters",schema:64,parentSchema:schema84.properties.tariffs.items.properties.id,data:data41};
if(vErrors === null){
vErrors = [err137];
}
else {
vErrors.push(err137);
}
errors++;
}
if(func2(data41) < 1){
const err138 = {instancePath:instancePath+"/tariffs/" + i4+"/id",schemaPath:"#/properties/tariffs/items/properties/id/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema84.properties.tariffs.items.properties.id,data:data41};
if(vErrors === null){
vErrors = [err138];
}
else {
vErrors.push(err138);
}
errors++;
}
if(!pattern46.test(data41)){
const err139 = {instancePath:instancePath+"/tariffs/" + i4+"/id",schemaPath:"#/properties/tariffs/items/properties/id/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9][A-Za-z0-9_.-]*$"},message:"must match pattern \""+"^[A-Za-z0-9][A-Za-z0-9_.-]*$"+"\"",schema:"^[A-Za-z0-9][A-Za-z0-9_.-]*$",parentSchema:schema84.properties.tariffs.items.properties.id,data:data41};
if(vErrors === null){
vErrors = [err139];
}
else {
vErrors.push(err139);
}
errors++;
}
}
else {
const err140 = {instancePath:instancePath+"/tariffs/" + i4+"/id",schemaPath:"#/properties/tariffs/items/properties/id/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema84.properties.tariffs.items.properties.id.type,parentSchema:schema84.properties.tariffs.items.properties.id,data:data41};
if(vErrors === null){
vErrors = [err140];
}
else {
vErrors.push(err140);
}
errors++;
}
}
if(data40.from !== undefined){
let data42 = data40.from;
if(!(((typeof data42 == "number") && (!(data42 % 1) && !isNaN(data42))) && (isFinite(data42)))){
const err141 = {instancePath:instancePath+"/tariffs/" + i4+"/from",schemaPath:"defs.schema.json#/definitions/interval/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema26.type,parentSchema:schema26,data:data42};
if(vErrors === null){
vErrors = [err141];
}
else {
vErrors.push(err141);
}
errors++;
}
if((typeof data42 == "number") && (isFinite(data42))){
if(data42 > 4294967295 || isNaN(data42)){
const err142 = {instancePath:instancePath+"/tariffs/" + i4+"/from",schemaPath:"defs.schema.json#/definitions/interval/maximum",keyword:"maximum",params:{comparison: "<=", limit: 4294967295},message:"must be <= 4294967295",schema:4294967295,parentSchema:schema26,data:data42};
if(vErrors === null){
vErrors = [err142];
}
else {
vErrors.push(err142);
}
errors++;
}
if(data42 < 0 || isNaN(data42)){
const err143 = {instancePath:instancePath+"/tariffs/" + i4+"/from",schemaPath:"defs.schema.json#/definitions/interval/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0",schema:0,parentSchema:schema26,data:data42};
if(vErrors === null){
vErrors = [err143];
}
else {
vErrors.push(err143);
}
errors++;
}
}
}
if(data40.count !== undefined){
let data43 = data40.count;
if(!(((typeof data43 == "number") && (!(data43 % 1) && !isNaN(data43))) && (isFinite(data43)))){
const err144 = {instancePath:instancePath+"/tariffs/" + i4+"/count",schemaPath:"defs.schema.json#/definitions/count/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema90.type,parentSchema:schema90,data:data43};
if(vErrors === null){
vErrors = [err144];
}
else {
vErrors.push(err144);
}
errors++;
}
if((typeof data43 == "number") && (isFinite(data43))){
if(data43 > 1048576 || isNaN(data43)){
const err145 = {instancePath:instancePath+"/tariffs/" + i4+"/count",schemaPath:"defs.schema.json#/definitions/count/maximum",keyword:"maximum",params:{comparison: "<=", limit: 1048576},message:"must be <= 1048576",schema:1048576,parentSchema:schema90,data:data43};
if(vErrors === null){
vErrors = [err145];
}
else {
vErrors.push(err145);
}
errors++;
}
if(data43 < 1 || isNaN(data43)){
const err146 = {instancePath:instancePath+"/tariffs/" + i4+"/count",schemaPath:"defs.schema.json#/definitions/count/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1",schema:1,parentSchema:schema90,data:data43};
if(vErrors === null){
vErrors = [err146];
}
else {
vErrors.push(err146);
}
errors++;
}
}
}
if(data40.rates !== undefined){
let data44 = data40.rates;
if(Array.isArray(data44)){
if(data44.length > 48){
const err147 = {instancePath:instancePath+"/tariffs/" + i4+"/rates",schemaPath:"#/properties/tariffs/items/properties/rates/maxItems",keyword:"maxItems",params:{limit: 48},message:"must NOT have more than 48 items",schema:48,parentSchema:schema84.properties.tariffs.items.properties.rates,data:data44};
if(vErrors === null){
vErrors = [err147];
}
else {
vErrors.push(err147);
}
errors++;
}
if(data44.length < 1){
const err148 = {instancePath:instancePath+"/tariffs/" + i4+"/rates",schemaPath:"#/properties/tariffs/items/properties/rates/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items",schema:1,parentSchema:schema84.properties.tariffs.items.properties.rates,data:data44};
if(vErrors === null){
vErrors = [err148];
}
else {
vErrors.push(err148);
}
errors++;
}
const len5 = data44.length;
for(let i5=0; i5<len5; i5++){
let data45 = data44[i5];
if(data45 && typeof data45 == "object" && !Array.isArray(data45)){
if(data45.name === undefined){
const err149 = {instancePath:instancePath+"/tariffs/" + i4+"/rates/" + i5,schemaPath:"#/properties/tariffs/items/properties/rates/items/required",keyword:"required",params:{missingProperty: "name"},message:"must have required property '"+"name"+"'",schema:schema84.properties.tariffs.items.properties.rates.items.required,parentSchema:schema84.properties.tariffs.items.properties.rates.items,data:data45};
if(vErrors === null){
vErrors = [err149];
}
else {
vErrors.push(err149);
}
errors++;
}
if(data45.microPerKwh === undefined){
const err150 = {instancePath:instancePath+"/tariffs/" + i4+"/rates/" + i5,schemaPath:"#/properties/tariffs/items/properties/rates/items/required",keyword:"required",params:{missingProperty: "microPerKwh"},message:"must have required property '"+"microPerKwh"+"'",schema:schema84.properties.tariffs.items.properties.rates.items.required,parentSchema:schema84.properties.tariffs.items.properties.rates.items,data:data45};
if(vErrors === null){
vErrors = [err150];
}
else {
vErrors.push(err150);
}
errors++;
}
for(const key6 in data45){
if(!((key6 === "name") || (key6 === "microPerKwh"))){
const err151 = {instancePath:instancePath+"/tariffs/" + i4+"/rates/" + i5,schemaPath:"#/properties/tariffs/items/properties/rates/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key6},message:"must NOT have additional properties",schema:false,parentSchema:schema84.properties.tariffs.items.properties.rates.items,data:data45};
if(vErrors === null){
vErrors = [err151];
}
else {
vErrors.push(err151);
}
errors++;
}
}
if(data45.name !== undefined){
let data46 = data45.name;
if(typeof data46 === "string"){
if(!pattern47.test(data46)){
const err152 = {instancePath:instancePath+"/tariffs/" + i4+"/rates/" + i5+"/name",schemaPath:"defs.schema.json#/definitions/rateName/pattern",keyword:"pattern",params:{pattern: "^[a-z][a-z0-9-]{0,31}$"},message:"must match pattern \""+"^[a-z][a-z0-9-]{0,31}$"+"\"",schema:"^[a-z][a-z0-9-]{0,31}$",parentSchema:schema93,data:data46};
if(vErrors === null){
vErrors = [err152];
}
else {
vErrors.push(err152);
}
errors++;
}
}
else {
const err153 = {instancePath:instancePath+"/tariffs/" + i4+"/rates/" + i5+"/name",schemaPath:"defs.schema.json#/definitions/rateName/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema93.type,parentSchema:schema93,data:data46};
if(vErrors === null){
vErrors = [err153];
}
else {
vErrors.push(err153);
}
errors++;
}
}
if(data45.microPerKwh !== undefined){
let data47 = data45.microPerKwh;
if(!(((typeof data47 == "number") && (!(data47 % 1) && !isNaN(data47))) && (isFinite(data47)))){
const err154 = {instancePath:instancePath+"/tariffs/" + i4+"/rates/" + i5+"/microPerKwh",schemaPath:"#/properties/tariffs/items/properties/rates/items/properties/microPerKwh/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema84.properties.tariffs.items.properties.rates.items.properties.microPerKwh.type,parentSchema:schema84.properties.tariffs.items.properties.rates.items.properties.microPerKwh,data:data47};
if(vErrors === null){
vErrors = [err154];
}
else {
vErrors.push(err154);
}
errors++;
}
if((typeof data47 == "number") && (isFinite(data47))){
if(data47 > 1000000000 || isNaN(data47)){
const err155 = {instancePath:instancePath+"/tariffs/" + i4+"/rates/" + i5+"/microPerKwh",schemaPath:"#/properties/tariffs/items/properties/rates/items/properties/microPerKwh/maximum",keyword:"maximum",params:{comparison: "<=", limit: 1000000000},message:"must be <= 1000000000",schema:1000000000,parentSchema:schema84.properties.tariffs.items.properties.rates.items.properties.microPerKwh,data:data47};
if(vErrors === null){
vErrors = [err155];
}
else {
vErrors.push(err155);
}
errors++;
}
if(data47 < -1000000000 || isNaN(data47)){
const err156 = {instancePath:instancePath+"/tariffs/" + i4+"/rates/" + i5+"/microPerKwh",schemaPath:"#/properties/tariffs/items/properties/rates/items/properties/microPerKwh/minimum",keyword:"minimum",params:{comparison: ">=", limit: -1000000000},message:"must be >= -1000000000",schema:-1000000000,parentSchema:schema84.properties.tariffs.items.properties.rates.items.properties.microPerKwh,data:data47};
if(vErrors === null){
vErrors = [err156];
}
else {
vErrors.push(err156);
}
errors++;
}
}
}
}
else {
const err157 = {instancePath:instancePath+"/tariffs/" + i4+"/rates/" + i5,schemaPath:"#/properties/tariffs/items/properties/rates/items/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema84.properties.tariffs.items.properties.rates.items.type,parentSchema:schema84.properties.tariffs.items.properties.rates.items,data:data45};
if(vErrors === null){
vErrors = [err157];
}
else {
vErrors.push(err157);
}
errors++;
}
}
}
else {
const err158 = {instancePath:instancePath+"/tariffs/" + i4+"/rates",schemaPath:"#/properties/tariffs/items/properties/rates/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema84.properties.tariffs.items.properties.rates.type,parentSchema:schema84.properties.tariffs.items.properties.rates,data:data44};
if(vErrors === null){
vErrors = [err158];
}
else {
vErrors.push(err158);
}
errors++;
}
}
if(data40.runs !== undefined){
let data48 = data40.runs;
if(Array.isArray(data48)){
if(data48.length > 100000){
const err159 = {instancePath:instancePath+"/tariffs/" + i4+"/runs",schemaPath:"#/properties/tariffs/items/properties/runs/maxItems",keyword:"maxItems",params:{limit: 100000},message:"must NOT have more than 100000 items",schema:100000,parentSchema:schema84.properties.tariffs.items.properties.runs,data:data48};
if(vErrors === null){
vErrors = [err159];
}
else {
vErrors.push(err159);
}
errors++;
}
if(data48.length < 1){
const err160 = {instancePath:instancePath+"/tariffs/" + i4+"/runs",schemaPath:"#/properties/tariffs/items/properties/runs/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items",schema:1,parentSchema:schema84.properties.tariffs.items.properties.runs,data:data48};
if(vErrors === null){
vErrors = [err160];
}
else {
vErrors.push(err160);
}
errors++;
}
const len6 = data48.length;
for(let i6=0; i6<len6; i6++){
let data49 = data48[i6];
if(data49 && typeof data49 == "object" && !Array.isArray(data49)){
if(data49.rate === undefined){
const err161 = {instancePath:instancePath+"/tariffs/" + i4+"/runs/" + i6,schemaPath:"#/properties/tariffs/items/properties/runs/items/required",keyword:"required",params:{missingProperty: "rate"},message:"must have required property '"+"rate"+"'",schema:schema84.properties.tariffs.items.properties.runs.items.required,parentSchema:schema84.properties.tariffs.items.properties.runs.items,data:data49};
if(vErrors === null){
vErrors = [err161];
}
else {
vErrors.push(err161);
}
errors++;
}
if(data49.count === undefined){
const err162 = {instancePath:instancePath+"/tariffs/" + i4+"/runs/" + i6,schemaPath:"#/properties/tariffs/items/properties/runs/items/required",keyword:"required",params:{missingProperty: "count"},message:"must have required property '"+"count"+"'",schema:schema84.properties.tariffs.items.properties.runs.items.required,parentSchema:schema84.properties.tariffs.items.properties.runs.items,data:data49};
if(vErrors === null){
vErrors = [err162];
}
else {
vErrors.push(err162);
}
errors++;
}
for(const key7 in data49){
if(!((key7 === "rate") || (key7 === "count"))){
const err163 = {instancePath:instancePath+"/tariffs/" + i4+"/runs/" + i6,schemaPath:"#/properties/tariffs/items/properties/runs/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key7},message:"must NOT have additional properties",schema:false,parentSchema:schema84.properties.tariffs.items.properties.runs.items,data:data49};
if(vErrors === null){
vErrors = [err163];
}
else {
vErrors.push(err163);
}
errors++;
}
}
if(data49.rate !== undefined){
let data50 = data49.rate;
if(!(((typeof data50 == "number") && (!(data50 % 1) && !isNaN(data50))) && (isFinite(data50)))){
const err164 = {instancePath:instancePath+"/tariffs/" + i4+"/runs/" + i6+"/rate",schemaPath:"#/properties/tariffs/items/properties/runs/items/properties/rate/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema84.properties.tariffs.items.properties.runs.items.properties.rate.type,parentSchema:schema84.properties.tariffs.items.properties.runs.items.properties.rate,data:data50};
if(vErrors === null){
vErrors = [err164];
}
else {
vErrors.push(err164);
}
errors++;
}
if((typeof data50 == "number") && (isFinite(data50))){
if(data50 > 47 || isNaN(data50)){
const err165 = {instancePath:instancePath+"/tariffs/" + i4+"/runs/" + i6+"/rate",schemaPath:"#/properties/tariffs/items/properties/runs/items/properties/rate/maximum",keyword:"maximum",params:{comparison: "<=", limit: 47},message:"must be <= 47",schema:47,parentSchema:schema84.properties.tariffs.items.properties.runs.items.properties.rate,data:data50};
if(vErrors === null){
vErrors = [err165];
}
else {
vErrors.push(err165);
}
errors++;
}
if(data50 < 0 || isNaN(data50)){
const err166 = {instancePath:instancePath+"/tariffs/" + i4+"/runs/" + i6+"/rate",schemaPath:"#/properties/tariffs/items/properties/runs/items/properties/rate/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0",schema:0,parentSchema:schema84.properties.tariffs.items.properties.runs.items.properties.rate,data:data50};
if(vErrors === null){
vErrors = [err166];
}
else {
vErrors.push(err166);
}
errors++;
}
}
}
if(data49.count !== undefined){
let data51 = data49.count;
if(!(((typeof data51 == "number") && (!(data51 % 1) && !isNaN(data51))) && (isFinite(data51)))){
const err167 = {instancePath:instancePath+"/tariffs/" + i4+"/runs/" + i6+"/count",schemaPath:"defs.schema.json#/definitions/count/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema90.type,parentSchema:schema90,data:data51};
if(vErrors === null){
vErrors = [err167];
}
else {
vErrors.push(err167);
}
errors++;
}
if((typeof data51 == "number") && (isFinite(data51))){
if(data51 > 1048576 || isNaN(data51)){
const err168 = {instancePath:instancePath+"/tariffs/" + i4+"/runs/" + i6+"/count",schemaPath:"defs.schema.json#/definitions/count/maximum",keyword:"maximum",params:{comparison: "<=", limit: 1048576},message:"must be <= 1048576",schema:1048576,parentSchema:schema90,data:data51};
if(vErrors === null){
vErrors = [err168];
}
else {
vErrors.push(err168);
}
errors++;
}
if(data51 < 1 || isNaN(data51)){
const err169 = {instancePath:instancePath+"/tariffs/" + i4+"/runs/" + i6+"/count",schemaPath:"defs.schema.json#/definitions/count/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1",schema:1,parentSchema:schema90,data:data51};
if(vErrors === null){
vErrors = [err169];
}
else {
vErrors.push(err169);
}
errors++;
}
}
}
}
else {
const err170 = {instancePath:instancePath+"/tariffs/" + i4+"/runs/" + i6,schemaPath:"#/properties/tariffs/items/properties/runs/items/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema84.properties.tariffs.items.properties.runs.items.type,parentSchema:schema84.properties.tariffs.items.properties.runs.items,data:data49};
if(vErrors === null){
vErrors = [err170];
}
else {
vErrors.push(err170);
}
errors++;
}
}
}
else {
const err171 = {instancePath:instancePath+"/tariffs/" + i4+"/runs",schemaPath:"#/properties/tariffs/items/properties/runs/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema84.properties.tariffs.items.properties.runs.type,parentSchema:schema84.properties.tariffs.items.properties.runs,data:data48};
if(vErrors === null){
vErrors = [err171];
}
else {
vErrors.push(err171);
}
errors++;
}
}
if(data40.weekend !== undefined){
let data52 = data40.weekend;
if(Array.isArray(data52)){
if(data52.length > 100000){
const err172 = {instancePath:instancePath+"/tariffs/" + i4+"/weekend",schemaPath:"#/properties/tariffs/items/properties/weekend/maxItems",keyword:"maxItems",params:{limit: 100000},message:"must NOT have more than 100000 items",schema:100000,parentSchema:schema84.properties.tariffs.items.properties.weekend,data:data52};
if(vErrors === null){
vErrors = [err172];
}
else {
vErrors.push(err172);
}
errors++;
}
if(data52.length < 1){
const err173 = {instancePath:instancePath+"/tariffs/" + i4+"/weekend",schemaPath:"#/properties/tariffs/items/properties/weekend/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items",schema:1,parentSchema:schema84.properties.tariffs.items.properties.weekend,data:data52};
if(vErrors === null){
vErrors = [err173];
}
else {
vErrors.push(err173);
}
errors++;
}
const len7 = data52.length;
for(let i7=0; i7<len7; i7++){
let data53 = data52[i7];
if(data53 && typeof data53 == "object" && !Array.isArray(data53)){
if(data53.rate === undefined){
const err174 = {instancePath:instancePath+"/tariffs/" + i4+"/weekend/" + i7,schemaPath:"#/properties/tariffs/items/properties/weekend/items/required",keyword:"required",params:{missingProperty: "rate"},message:"must have required property '"+"rate"+"'",schema:schema84.properties.tariffs.items.properties.weekend.items.required,parentSchema:schema84.properties.tariffs.items.properties.weekend.items,data:data53};
if(vErrors === null){
vErrors = [err174];
}
else {
vErrors.push(err174);
}
errors++;
}
if(data53.count === undefined){
const err175 = {instancePath:instancePath+"/tariffs/" + i4+"/weekend/" + i7,schemaPath:"#/properties/tariffs/items/properties/weekend/items/required",keyword:"required",params:{missingProperty: "count"},message:"must have required property '"+"count"+"'",schema:schema84.properties.tariffs.items.properties.weekend.items.required,parentSchema:schema84.properties.tariffs.items.properties.weekend.items,data:data53};
if(vErrors === null){
vErrors = [err175];
}
else {
vErrors.push(err175);
}
errors++;
}
for(const key8 in data53){
if(!((key8 === "rate") || (key8 === "count"))){
const err176 = {instancePath:instancePath+"/tariffs/" + i4+"/weekend/" + i7,schemaPath:"#/properties/tariffs/items/properties/weekend/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key8},message:"must NOT have additional properties",schema:false,parentSchema:schema84.properties.tariffs.items.properties.weekend.items,data:data53};
if(vErrors === null){
vErrors = [err176];
}
else {
vErrors.push(err176);
}
errors++;
}
}
if(data53.rate !== undefined){
let data54 = data53.rate;
if(!(((typeof data54 == "number") && (!(data54 % 1) && !isNaN(data54))) && (isFinite(data54)))){
const err177 = {instancePath:instancePath+"/tariffs/" + i4+"/weekend/" + i7+"/rate",schemaPath:"#/properties/tariffs/items/properties/weekend/items/properties/rate/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema84.properties.tariffs.items.properties.weekend.items.properties.rate.type,parentSchema:schema84.properties.tariffs.items.properties.weekend.items.properties.rate,data:data54};
if(vErrors === null){
vErrors = [err177];
}
else {
vErrors.push(err177);
}
errors++;
}
if((typeof data54 == "number") && (isFinite(data54))){
if(data54 > 47 || isNaN(data54)){
const err178 = {instancePath:instancePath+"/tariffs/" + i4+"/weekend/" + i7+"/rate",schemaPath:"#/properties/tariffs/items/properties/weekend/items/properties/rate/maximum",keyword:"maximum",params:{comparison: "<=", limit: 47},message:"must be <= 47",schema:47,parentSchema:schema84.properties.tariffs.items.properties.weekend.items.properties.rate,data:data54};
if(vErrors === null){
vErrors = [err178];
}
else {
vErrors.push(err178);
}
errors++;
}
if(data54 < 0 || isNaN(data54)){
const err179 = {instancePath:instancePath+"/tariffs/" + i4+"/weekend/" + i7+"/rate",schemaPath:"#/properties/tariffs/items/properties/weekend/items/properties/rate/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0",schema:0,parentSchema:schema84.properties.tariffs.items.properties.weekend.items.properties.rate,data:data54};
if(vErrors === null){
vErrors = [err179];
}
else {
vErrors.push(err179);
}
errors++;
}
}
}
if(data53.count !== undefined){
let data55 = data53.count;
if(!(((typeof data55 == "number") && (!(data55 % 1) && !isNaN(data55))) && (isFinite(data55)))){
const err180 = {instancePath:instancePath+"/tariffs/" + i4+"/weekend/" + i7+"/count",schemaPath:"defs.schema.json#/definitions/count/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema90.type,parentSchema:schema90,data:data55};
if(vErrors === null){
vErrors = [err180];
}
else {
vErrors.push(err180);
}
errors++;
}
if((typeof data55 == "number") && (isFinite(data55))){
if(data55 > 1048576 || isNaN(data55)){
const err181 = {instancePath:instancePath+"/tariffs/" + i4+"/weekend/" + i7+"/count",schemaPath:"defs.schema.json#/definitions/count/maximum",keyword:"maximum",params:{comparison: "<=", limit: 1048576},message:"must be <= 1048576",schema:1048576,parentSchema:schema90,data:data55};
if(vErrors === null){
vErrors = [err181];
}
else {
vErrors.push(err181);
}
errors++;
}
if(data55 < 1 || isNaN(data55)){
const err182 = {instancePath:instancePath+"/tariffs/" + i4+"/weekend/" + i7+"/count",schemaPath:"defs.schema.json#/definitions/count/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1",schema:1,parentSchema:schema90,data:data55};
if(vErrors === null){
vErrors = [err182];
}
else {
vErrors.push(err182);
}
errors++;
}
}
}
}
else {
const err183 = {instancePath:instancePath+"/tariffs/" + i4+"/weekend/" + i7,schemaPath:"#/properties/tariffs/items/properties/weekend/items/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema84.properties.tariffs.items.properties.weekend.items.type,parentSchema:schema84.properties.tariffs.items.properties.weekend.items,data:data53};
if(vErrors === null){
vErrors = [err183];
}
else {
vErrors.push(err183);
}
errors++;
}
}
}
else {
const err184 = {instancePath:instancePath+"/tariffs/" + i4+"/weekend",schemaPath:"#/properties/tariffs/items/properties/weekend/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema84.properties.tariffs.items.properties.weekend.type,parentSchema:schema84.properties.tariffs.items.properties.weekend,data:data52};
if(vErrors === null){
vErrors = [err184];
}
else {
vErrors.push(err184);
}
errors++;
}
}
if(data40.days !== undefined){
let data56 = data40.days;
if(data56 && typeof data56 == "object" && !Array.isArray(data56)){
if(data56.utcOffsetSeconds === undefined){
const err185 = {instancePath:instancePath+"/tariffs/" + i4+"/days",schemaPath:"#/properties/tariffs/items/properties/days/required",keyword:"required",params:{missingProperty: "utcOffsetSeconds"},message:"must have required property '"+"utcOffsetSeconds"+"'",schema:schema84.properties.tariffs.items.properties.days.required,parentSchema:schema84.properties.tariffs.items.properties.days,data:data56};
if(vErrors === null){
vErrors = [err185];
}
else {
vErrors.push(err185);
}
errors++;
}
for(const key9 in data56){
if(!((key9 === "utcOffsetSeconds") || (key9 === "change"))){
const err186 = {instancePath:instancePath+"/tariffs/" + i4+"/days",schemaPath:"#/properties/tariffs/items/properties/days/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key9},message:"must NOT have additional properties",schema:false,parentSchema:schema84.properties.tariffs.items.properties.days,data:data56};
if(vErrors === null){
vErrors = [err186];
}
else {
vErrors.push(err186);
}
errors++;
}
}
if(data56.utcOffsetSeconds !== undefined){
let data57 = data56.utcOffsetSeconds;
if(!(((typeof data57 == "number") && (!(data57 % 1) && !isNaN(data57))) && (isFinite(data57)))){
const err187 = {instancePath:instancePath+"/tariffs/" + i4+"/days/utcOffsetSeconds",schemaPath:"#/properties/tariffs/items/properties/days/properties/utcOffsetSeconds/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema84.properties.tariffs.items.properties.days.properties.utcOffsetSeconds.type,parentSchema:schema84.properties.tariffs.items.properties.days.properties.utcOffsetSeconds,data:data57};
if(vErrors === null){
vErrors = [err187];
}
else {
vErrors.push(err187);
}
errors++;
}
if((typeof data57 == "number") && (isFinite(data57))){
if(data57 > 50400 || isNaN(data57)){
const err188 = {instancePath:instancePath+"/tariffs/" + i4+"/days/utcOffsetSeconds",schemaPath:"#/properties/tariffs/items/properties/days/properties/utcOffsetSeconds/maximum",keyword:"maximum",params:{comparison: "<=", limit: 50400},message:"must be <= 50400",schema:50400,parentSchema:schema84.properties.tariffs.items.properties.days.properties.utcOffsetSeconds,data:data57};
if(vErrors === null){
vErrors = [err188];
}
else {
vErrors.push(err188);
}
errors++;
}
if(data57 < -43200 || isNaN(data57)){
const err189 = {instancePath:instancePath+"/tariffs/" + i4+"/days/utcOffsetSeconds",schemaPath:"#/properties/tariffs/items/properties/days/properties/utcOffsetSeconds/minimum",keyword:"minimum",params:{comparison: ">=", limit: -43200},message:"must be >= -43200",schema:-43200,parentSchema:schema84.properties.tariffs.items.properties.days.properties.utcOffsetSeconds,data:data57};
if(vErrors === null){
vErrors = [err189];
}
else {
vErrors.push(err189);
}
errors++;
}
}
}
if(data56.change !== undefined){
let data58 = data56.change;
if(data58 && typeof data58 == "object" && !Array.isArray(data58)){
if(data58.from === undefined){
const err190 = {instancePath:instancePath+"/tariffs/" + i4+"/days/change",schemaPath:"#/properties/tariffs/items/properties/days/properties/change/required",keyword:"required",params:{missingProperty: "from"},message:"must have required property '"+"from"+"'",schema:schema84.properties.tariffs.items.properties.days.properties.change.required,parentSchema:schema84.properties.tariffs.items.properties.days.properties.change,data:data58};
if(vErrors === null){
vErrors = [err190];
}
else {
vErrors.push(err190);
}
errors++;
}
if(data58.utcOffsetSeconds === undefined){
const err191 = {instancePath:instancePath+"/tariffs/" + i4+"/days/change",schemaPath:"#/properties/tariffs/items/properties/days/properties/change/required",keyword:"required",params:{missingProperty: "utcOffsetSeconds"},message:"must have required property '"+"utcOffsetSeconds"+"'",schema:schema84.properties.tariffs.items.properties.days.properties.change.required,parentSchema:schema84.properties.tariffs.items.properties.days.properties.change,data:data58};
if(vErrors === null){
vErrors = [err191];
}
else {
vErrors.push(err191);
}
errors++;
}
for(const key10 in data58){
if(!((key10 === "from") || (key10 === "utcOffsetSeconds"))){
const err192 = {instancePath:instancePath+"/tariffs/" + i4+"/days/change",schemaPath:"#/properties/tariffs/items/properties/days/properties/change/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key10},message:"must NOT have additional properties",schema:false,parentSchema:schema84.properties.tariffs.items.properties.days.properties.change,data:data58};
if(vErrors === null){
vErrors = [err192];
}
else {
vErrors.push(err192);
}
errors++;
}
}
if(data58.from !== undefined){
let data59 = data58.from;
if(!(((typeof data59 == "number") && (!(data59 % 1) && !isNaN(data59))) && (isFinite(data59)))){
const err193 = {instancePath:instancePath+"/tariffs/" + i4+"/days/change/from",schemaPath:"defs.schema.json#/definitions/interval/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema26.type,parentSchema:schema26,data:data59};
if(vErrors === null){
vErrors = [err193];
}
else {
vErrors.push(err193);
}
errors++;
}
if((typeof data59 == "number") && (isFinite(data59))){
if(data59 > 4294967295 || isNaN(data59)){
const err194 = {instancePath:instancePath+"/tariffs/" + i4+"/days/change/from",schemaPath:"defs.schema.json#/definitions/interval/maximum",keyword:"maximum",params:{comparison: "<=", limit: 4294967295},message:"must be <= 4294967295",schema:4294967295,parentSchema:schema26,data:data59};
if(vErrors === null){
vErrors = [err194];
}
else {
vErrors.push(err194);
}
errors++;
}
if(data59 < 0 || isNaN(data59)){
const err195 = {instancePath:instancePath+"/tariffs/" + i4+"/days/change/from",schemaPath:"defs.schema.json#/definitions/interval/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0",schema:0,parentSchema:schema26,data:data59};
if(vErrors === null){
vErrors = [err195];
}
else {
vErrors.push(err195);
}
errors++;
}
}
}
if(data58.utcOffsetSeconds !== undefined){
let data60 = data58.utcOffsetSeconds;
if(!(((typeof data60 == "number") && (!(data60 % 1) && !isNaN(data60))) && (isFinite(data60)))){
const err196 = {instancePath:instancePath+"/tariffs/" + i4+"/days/change/utcOffsetSeconds",schemaPath:"#/properties/tariffs/items/properties/days/properties/change/properties/utcOffsetSeconds/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema84.properties.tariffs.items.properties.days.properties.change.properties.utcOffsetSeconds.type,parentSchema:schema84.properties.tariffs.items.properties.days.properties.change.properties.utcOffsetSeconds,data:data60};
if(vErrors === null){
vErrors = [err196];
}
else {
vErrors.push(err196);
}
errors++;
}
if((typeof data60 == "number") && (isFinite(data60))){
if(data60 > 50400 || isNaN(data60)){
const err197 = {instancePath:instancePath+"/tariffs/" + i4+"/days/change/utcOffsetSeconds",schemaPath:"#/properties/tariffs/items/properties/days/properties/change/properties/utcOffsetSeconds/maximum",keyword:"maximum",params:{comparison: "<=", limit: 50400},message:"must be <= 50400",schema:50400,parentSchema:schema84.properties.tariffs.items.properties.days.properties.change.properties.utcOffsetSeconds,data:data60};
if(vErrors === null){
vErrors = [err197];
}
else {
vErrors.push(err197);
}
errors++;
}
if(data60 < -43200 || isNaN(data60)){
const err198 = {instancePath:instancePath+"/tariffs/" + i4+"/days/change/utcOffsetSeconds",schemaPath:"#/properties/tariffs/items/properties/days/properties/change/properties/utcOffsetSeconds/minimum",keyword:"minimum",params:{comparison: ">=", limit: -43200},message:"must be >= -43200",schema:-43200,parentSchema:schema84.properties.tariffs.items.properties.days.properties.change.properties.utcOffsetSeconds,data:data60};
if(vErrors === null){
vErrors = [err198];
}
else {
vErrors.push(err198);
}
errors++;
}
}
}
}
else {
const err199 = {instancePath:instancePath+"/tariffs/" + i4+"/days/change",schemaPath:"#/properties/tariffs/items/properties/days/properties/change/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema84.properties.tariffs.items.properties.days.properties.change.type,parentSchema:schema84.properties.tariffs.items.properties.days.properties.change,data:data58};
if(vErrors === null){
vErrors = [err199];
}
else {
vErrors.push(err199);
}
errors++;
}
}
}
else {
const err200 = {instancePath:instancePath+"/tariffs/" + i4+"/days",schemaPath:"#/properties/tariffs/items/properties/days/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema84.properties.tariffs.items.properties.days.type,parentSchema:schema84.properties.tariffs.items.properties.days,data:data56};
if(vErrors === null){
vErrors = [err200];
}
else {
vErrors.push(err200);
}
errors++;
}
}
if(data40.dynamic !== undefined){
let data61 = data40.dynamic;
if(typeof data61 !== "boolean"){
const err201 = {instancePath:instancePath+"/tariffs/" + i4+"/dynamic",schemaPath:"#/properties/tariffs/items/properties/dynamic/type",keyword:"type",params:{type: "boolean"},message:"must be boolean",schema:schema84.properties.tariffs.items.properties.dynamic.type,parentSchema:schema84.properties.tariffs.items.properties.dynamic,data:data61};
if(vErrors === null){
vErrors = [err201];
}
else {
vErrors.push(err201);
}
errors++;
}
}
if(data40.document !== undefined){
let data62 = data40.document;
if(typeof data62 === "string"){
if(!pattern1.test(data62)){
const err202 = {instancePath:instancePath+"/tariffs/" + i4+"/document",schemaPath:"defs.schema.json#/definitions/bytes32/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9_-]{43}$"},message:"must match pattern \""+"^[A-Za-z0-9_-]{43}$"+"\"",schema:"^[A-Za-z0-9_-]{43}$",parentSchema:schema17,data:data62};
if(vErrors === null){
vErrors = [err202];
}
else {
vErrors.push(err202);
}
errors++;
}
}
else {
const err203 = {instancePath:instancePath+"/tariffs/" + i4+"/document",schemaPath:"defs.schema.json#/definitions/bytes32/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema17.type,parentSchema:schema17,data:data62};
if(vErrors === null){
vErrors = [err203];
}
else {
vErrors.push(err203);
}
errors++;
}
}
}
else {
const err204 = {instancePath:instancePath+"/tariffs/" + i4,schemaPath:"#/properties/tariffs/items/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema84.properties.tariffs.items.type,parentSchema:schema84.properties.tariffs.items,data:data40};
if(vErrors === null){
vErrors = [err204];
}
else {
vErrors.push(err204);
}
errors++;
}
}
}
else {
const err205 = {instancePath:instancePath+"/tariffs",schemaPath:"#/properties/tariffs/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema84.properties.tariffs.type,parentSchema:schema84.properties.tariffs,data:data39};
if(vErrors === null){
vErrors = [err205];
}
else {
vErrors.push(err205);
}
errors++;
}
}
if(data.sharesTopic !== undefined){
let data63 = data.sharesTopic;
if(typeof data63 !== "string"){
const err206 = {instancePath:instancePath+"/sharesTopic",schemaPath:"#/properties/sharesTopic/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema84.properties.sharesTopic.type,parentSchema:schema84.properties.sharesTopic,data:data63};
if(vErrors === null){
vErrors = [err206];
}
else {
vErrors.push(err206);
}
errors++;
}
if(!(((data63 === "aggregator") || (data63 === "area")) || (data63 === "meter"))){
const err207 = {instancePath:instancePath+"/sharesTopic",schemaPath:"#/properties/sharesTopic/enum",keyword:"enum",params:{allowedValues: schema84.properties.sharesTopic.enum},message:"must be equal to one of the allowed values",schema:schema84.properties.sharesTopic.enum,parentSchema:schema84.properties.sharesTopic,data:data63};
if(vErrors === null){
vErrors = [err207];
}
else {
vErrors.push(err207);
}
errors++;
}
}
}
else {
const err208 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema84.type,parentSchema:schema84,data};
if(vErrors === null){
vErrors = [err208];
}
else {
vErrors.push(err208);
}
errors++;
}
validate30.errors = vErrors;
return errors === 0;
}


function validate26(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="config-utility.schema.json" */;
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.clock === undefined){
data.clock = {};
}
if(data.log === undefined){
data.log = {};
}
if(data.commit === undefined){
data.commit = {};
}
if(data.keepMeters === undefined){
data.keepMeters = [];
}
if(data.tariffDocuments === undefined){
data.tariffDocuments = [];
}
if(data.role === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "role"},message:"must have required property '"+"role"+"'",schema:schema74.required,parentSchema:schema74,data};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(data.deployment === undefined){
const err1 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "deployment"},message:"must have required property '"+"deployment"+"'",schema:schema74.required,parentSchema:schema74,data};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
if(data.keys === undefined){
const err2 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "keys"},message:"must have required property '"+"keys"+"'",schema:schema74.required,parentSchema:schema74,data};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
if(data.state === undefined){
const err3 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "state"},message:"must have required property '"+"state"+"'",schema:schema74.required,parentSchema:schema74,data};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
if(data.bus === undefined){
const err4 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "bus"},message:"must have required property '"+"bus"+"'",schema:schema74.required,parentSchema:schema74,data};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
if(data.anchors === undefined){
const err5 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "anchors"},message:"must have required property '"+"anchors"+"'",schema:schema74.required,parentSchema:schema74,data};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
if(data.scheme === undefined){
const err6 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "scheme"},message:"must have required property '"+"scheme"+"'",schema:schema74.required,parentSchema:schema74,data};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
if(data.roster === undefined){
const err7 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "roster"},message:"must have required property '"+"roster"+"'",schema:schema74.required,parentSchema:schema74,data};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
for(const key0 in data){
if(!(func4.call(schema74.properties, key0))){
const err8 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties",schema:false,parentSchema:schema74,data};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
}
if(data.role !== undefined){
let data0 = data.role;
if(typeof data0 !== "string"){
const err9 = {instancePath:instancePath+"/role",schemaPath:"#/properties/role/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema74.properties.role.type,parentSchema:schema74.properties.role,data:data0};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
if("utility" !== data0){
const err10 = {instancePath:instancePath+"/role",schemaPath:"#/properties/role/const",keyword:"const",params:{allowedValue: "utility"},message:"must be equal to constant",schema:"utility",parentSchema:schema74.properties.role,data:data0};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
}
if(data.deployment !== undefined){
let data1 = data.deployment;
if(typeof data1 === "string"){
if(!pattern2.test(data1)){
const err11 = {instancePath:instancePath+"/deployment",schemaPath:"defs.schema.json#/definitions/deployment/pattern",keyword:"pattern",params:{pattern: "^[a-z0-9][a-z0-9-]{0,62}$"},message:"must match pattern \""+"^[a-z0-9][a-z0-9-]{0,62}$"+"\"",schema:"^[a-z0-9][a-z0-9-]{0,62}$",parentSchema:schema16,data:data1};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
}
else {
const err12 = {instancePath:instancePath+"/deployment",schemaPath:"defs.schema.json#/definitions/deployment/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema16.type,parentSchema:schema16,data:data1};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
}
if(data.keys !== undefined){
let data2 = data.keys;
if(typeof data2 === "string"){
if(func2(data2) > 4096){
const err13 = {instancePath:instancePath+"/keys",schemaPath:"#/properties/keys/maxLength",keyword:"maxLength",params:{limit: 4096},message:"must NOT have more than 4096 characters",schema:4096,parentSchema:schema74.properties.keys,data:data2};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
if(func2(data2) < 1){
const err14 = {instancePath:instancePath+"/keys",schemaPath:"#/properties/keys/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema74.properties.keys,data:data2};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
}
else {
const err15 = {instancePath:instancePath+"/keys",schemaPath:"#/properties/keys/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema74.properties.keys.type,parentSchema:schema74.properties.keys,data:data2};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
}
if(data.state !== undefined){
let data3 = data.state;
if(typeof data3 === "string"){
if(func2(data3) > 4096){
const err16 = {instancePath:instancePath+"/state",schemaPath:"#/properties/state/maxLength",keyword:"maxLength",params:{limit: 4096},message:"must NOT have more than 4096 characters",schema:4096,parentSchema:schema74.properties.state,data:data3};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
if(func2(data3) < 1){
const err17 = {instancePath:instancePath+"/state",schemaPath:"#/properties/state/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema74.properties.state,data:data3};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
}
else {
const err18 = {instancePath:instancePath+"/state",schemaPath:"#/properties/state/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema74.properties.state.type,parentSchema:schema74.properties.state,data:data3};
if(vErrors === null){
vErrors = [err18];
}
else {
vErrors.push(err18);
}
errors++;
}
}
if(data.backup !== undefined){
let data4 = data.backup;
if(data4 && typeof data4 == "object" && !Array.isArray(data4)){
if(data4.keep === undefined){
data4.keep = 14;
}
if(data4.maxAgeHours === undefined){
data4.maxAgeHours = 48;
}
if(data4.folder === undefined){
const err19 = {instancePath:instancePath+"/backup",schemaPath:"defs.schema.json#/definitions/backupConfig/required",keyword:"required",params:{missingProperty: "folder"},message:"must have required property '"+"folder"+"'",schema:schema37.required,parentSchema:schema37,data:data4};
if(vErrors === null){
vErrors = [err19];
}
else {
vErrors.push(err19);
}
errors++;
}
for(const key1 in data4){
if(!(((key1 === "folder") || (key1 === "keep")) || (key1 === "maxAgeHours"))){
const err20 = {instancePath:instancePath+"/backup",schemaPath:"defs.schema.json#/definitions/backupConfig/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key1},message:"must NOT have additional properties",schema:false,parentSchema:schema37,data:data4};
if(vErrors === null){
vErrors = [err20];
}
else {
vErrors.push(err20);
}
errors++;
}
}
if(data4.folder !== undefined){
let data5 = data4.folder;
if(typeof data5 === "string"){
if(func2(data5) > 4096){
const err21 = {instancePath:instancePath+"/backup/folder",schemaPath:"defs.schema.json#/definitions/backupConfig/properties/folder/maxLength",keyword:"maxLength",params:{limit: 4096},message:"must NOT have more than 4096 characters",schema:4096,parentSchema:schema37.properties.folder,data:data5};
if(vErrors === null){
vErrors = [err21];
}
else {
vErrors.push(err21);
}
errors++;
}
if(func2(data5) < 1){
const err22 = {instancePath:instancePath+"/backup/folder",schemaPath:"defs.schema.json#/definitions/backupConfig/properties/folder/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema37.properties.folder,data:data5};
if(vErrors === null){
vErrors = [err22];
}
else {
vErrors.push(err22);
}
errors++;
}
}
else {
const err23 = {instancePath:instancePath+"/backup/folder",schemaPath:"defs.schema.json#/definitions/backupConfig/properties/folder/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema37.properties.folder.type,parentSchema:schema37.properties.folder,data:data5};
if(vErrors === null){
vErrors = [err23];
}
else {
vErrors.push(err23);
}
errors++;
}
}
let data6 = data4.keep;
if(!(((typeof data6 == "number") && (!(data6 % 1) && !isNaN(data6))) && (isFinite(data6)))){
const err24 = {instancePath:instancePath+"/backup/keep",schemaPath:"defs.schema.json#/definitions/backupConfig/properties/keep/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema37.properties.keep.type,parentSchema:schema37.properties.keep,data:data6};
if(vErrors === null){
vErrors = [err24];
}
else {
vErrors.push(err24);
}
errors++;
}
if((typeof data6 == "number") && (isFinite(data6))){
if(data6 > 366 || isNaN(data6)){
const err25 = {instancePath:instancePath+"/backup/keep",schemaPath:"defs.schema.json#/definitions/backupConfig/properties/keep/maximum",keyword:"maximum",params:{comparison: "<=", limit: 366},message:"must be <= 366",schema:366,parentSchema:schema37.properties.keep,data:data6};
if(vErrors === null){
vErrors = [err25];
}
else {
vErrors.push(err25);
}
errors++;
}
if(data6 < 1 || isNaN(data6)){
const err26 = {instancePath:instancePath+"/backup/keep",schemaPath:"defs.schema.json#/definitions/backupConfig/properties/keep/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1",schema:1,parentSchema:schema37.properties.keep,data:data6};
if(vErrors === null){
vErrors = [err26];
}
else {
vErrors.push(err26);
}
errors++;
}
}
let data7 = data4.maxAgeHours;
if(!(((typeof data7 == "number") && (!(data7 % 1) && !isNaN(data7))) && (isFinite(data7)))){
const err27 = {instancePath:instancePath+"/backup/maxAgeHours",schemaPath:"defs.schema.json#/definitions/backupConfig/properties/maxAgeHours/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema37.properties.maxAgeHours.type,parentSchema:schema37.properties.maxAgeHours,data:data7};
if(vErrors === null){
vErrors = [err27];
}
else {
vErrors.push(err27);
}
errors++;
}
if((typeof data7 == "number") && (isFinite(data7))){
if(data7 > 8784 || isNaN(data7)){
const err28 = {instancePath:instancePath+"/backup/maxAgeHours",schemaPath:"defs.schema.json#/definitions/backupConfig/properties/maxAgeHours/maximum",keyword:"maximum",params:{comparison: "<=", limit: 8784},message:"must be <= 8784",schema:8784,parentSchema:schema37.properties.maxAgeHours,data:data7};
if(vErrors === null){
vErrors = [err28];
}
else {
vErrors.push(err28);
}
errors++;
}
if(data7 < 1 || isNaN(data7)){
const err29 = {instancePath:instancePath+"/backup/maxAgeHours",schemaPath:"defs.schema.json#/definitions/backupConfig/properties/maxAgeHours/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1",schema:1,parentSchema:schema37.properties.maxAgeHours,data:data7};
if(vErrors === null){
vErrors = [err29];
}
else {
vErrors.push(err29);
}
errors++;
}
}
}
else {
const err30 = {instancePath:instancePath+"/backup",schemaPath:"defs.schema.json#/definitions/backupConfig/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema37.type,parentSchema:schema37,data:data4};
if(vErrors === null){
vErrors = [err30];
}
else {
vErrors.push(err30);
}
errors++;
}
}
if(data.bus !== undefined){
if(!(validate27(data.bus, {instancePath:instancePath+"/bus",parentData:data,parentDataProperty:"bus",rootData}))){
vErrors = vErrors === null ? validate27.errors : vErrors.concat(validate27.errors);
errors = vErrors.length;
}
}
if(data.anchors !== undefined){
if(!(validate12(data.anchors, {instancePath:instancePath+"/anchors",parentData:data,parentDataProperty:"anchors",rootData}))){
vErrors = vErrors === null ? validate12.errors : vErrors.concat(validate12.errors);
errors = vErrors.length;
}
}
let data10 = data.clock;
if(data10 && typeof data10 == "object" && !Array.isArray(data10)){
if(data10.source === undefined){
data10.source = "system";
}
if(data10.offsetMs === undefined){
data10.offsetMs = 0;
}
if(data10.speed === undefined){
data10.speed = 1;
}
for(const key2 in data10){
if(!(((((key2 === "source") || (key2 === "offsetMs")) || (key2 === "startMs")) || (key2 === "speed")) || (key2 === "endMs"))){
const err31 = {instancePath:instancePath+"/clock",schemaPath:"defs.schema.json#/definitions/clockConfig/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key2},message:"must NOT have additional properties",schema:false,parentSchema:schema41,data:data10};
if(vErrors === null){
vErrors = [err31];
}
else {
vErrors.push(err31);
}
errors++;
}
}
let data11 = data10.source;
if(typeof data11 !== "string"){
const err32 = {instancePath:instancePath+"/clock/source",schemaPath:"defs.schema.json#/definitions/clockConfig/properties/source/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema41.properties.source.type,parentSchema:schema41.properties.source,data:data11};
if(vErrors === null){
vErrors = [err32];
}
else {
vErrors.push(err32);
}
errors++;
}
if(!((data11 === "system") || (data11 === "replay"))){
const err33 = {instancePath:instancePath+"/clock/source",schemaPath:"defs.schema.json#/definitions/clockConfig/properties/source/enum",keyword:"enum",params:{allowedValues: schema41.properties.source.enum},message:"must be equal to one of the allowed values",schema:schema41.properties.source.enum,parentSchema:schema41.properties.source,data:data11};
if(vErrors === null){
vErrors = [err33];
}
else {
vErrors.push(err33);
}
errors++;
}
let data12 = data10.offsetMs;
if(!(((typeof data12 == "number") && (!(data12 % 1) && !isNaN(data12))) && (isFinite(data12)))){
const err34 = {instancePath:instancePath+"/clock/offsetMs",schemaPath:"defs.schema.json#/definitions/clockConfig/properties/offsetMs/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema41.properties.offsetMs.type,parentSchema:schema41.properties.offsetMs,data:data12};
if(vErrors === null){
vErrors = [err34];
}
else {
vErrors.push(err34);
}
errors++;
}
if(data10.startMs !== undefined){
let data13 = data10.startMs;
if(!(((typeof data13 == "number") && (!(data13 % 1) && !isNaN(data13))) && (isFinite(data13)))){
const err35 = {instancePath:instancePath+"/clock/startMs",schemaPath:"defs.schema.json#/definitions/clockConfig/properties/startMs/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema41.properties.startMs.type,parentSchema:schema41.properties.startMs,data:data13};
if(vErrors === null){
vErrors = [err35];
}
else {
vErrors.push(err35);
}
errors++;
}
if((typeof data13 == "number") && (isFinite(data13))){
if(data13 > 9007199254740991 || isNaN(data13)){
const err36 = {instancePath:instancePath+"/clock/startMs",schemaPath:"defs.schema.json#/definitions/clockConfig/properties/startMs/maximum",keyword:"maximum",params:{comparison: "<=", limit: 9007199254740991},message:"must be <= 9007199254740991",schema:9007199254740991,parentSchema:schema41.properties.startMs,data:data13};
if(vErrors === null){
vErrors = [err36];
}
else {
vErrors.push(err36);
}
errors++;
}
if(data13 < 0 || isNaN(data13)){
const err37 = {instancePath:instancePath+"/clock/startMs",schemaPath:"defs.schema.json#/definitions/clockConfig/properties/startMs/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0",schema:0,parentSchema:schema41.properties.startMs,data:data13};
if(vErrors === null){
vErrors = [err37];
}
else {
vErrors.push(err37);
}
errors++;
}
}
}
let data14 = data10.speed;
if((typeof data14 == "number") && (isFinite(data14))){
if(data14 > 1000000000 || isNaN(data14)){
const err38 = {instancePath:instancePath+"/clock/speed",schemaPath:"defs.schema.json#/definitions/clockConfig/properties/speed/maximum",keyword:"maximum",params:{comparison: "<=", limit: 1000000000},message:"must be <= 1000000000",schema:1000000000,parentSchema:schema41.properties.speed,data:data14};
if(vErrors === null){
vErrors = [err38];
}
else {
vErrors.push(err38);
}
errors++;
}
if(data14 <= 0 || isNaN(data14)){
const err39 = {instancePath:instancePath+"/clock/speed",schemaPath:"defs.schema.json#/definitions/clockConfig/properties/speed/exclusiveMinimum",keyword:"exclusiveMinimum",params:{comparison: ">", limit: 0},message:"must be > 0",schema:0,parentSchema:schema41.properties.speed,data:data14};
if(vErrors === null){
vErrors = [err39];
}
else {
vErrors.push(err39);
}
errors++;
}
}
else {
const err40 = {instancePath:instancePath+"/clock/speed",schemaPath:"defs.schema.json#/definitions/clockConfig/properties/speed/type",keyword:"type",params:{type: "number"},message:"must be number",schema:schema41.properties.speed.type,parentSchema:schema41.properties.speed,data:data14};
if(vErrors === null){
vErrors = [err40];
}
else {
vErrors.push(err40);
}
errors++;
}
if(data10.endMs !== undefined){
let data15 = data10.endMs;
if(!(((typeof data15 == "number") && (!(data15 % 1) && !isNaN(data15))) && (isFinite(data15)))){
const err41 = {instancePath:instancePath+"/clock/endMs",schemaPath:"defs.schema.json#/definitions/clockConfig/properties/endMs/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema41.properties.endMs.type,parentSchema:schema41.properties.endMs,data:data15};
if(vErrors === null){
vErrors = [err41];
}
else {
vErrors.push(err41);
}
errors++;
}
if((typeof data15 == "number") && (isFinite(data15))){
if(data15 > 9007199254740991 || isNaN(data15)){
const err42 = {instancePath:instancePath+"/clock/endMs",schemaPath:"defs.schema.json#/definitions/clockConfig/properties/endMs/maximum",keyword:"maximum",params:{comparison: "<=", limit: 9007199254740991},message:"must be <= 9007199254740991",schema:9007199254740991,parentSchema:schema41.properties.endMs,data:data15};
if(vErrors === null){
vErrors = [err42];
}
else {
vErrors.push(err42);
}
errors++;
}
if(data15 < 0 || isNaN(data15)){
const err43 = {instancePath:instancePath+"/clock/endMs",schemaPath:"defs.schema.json#/definitions/clockConfig/properties/endMs/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0",schema:0,parentSchema:schema41.properties.endMs,data:data15};
if(vErrors === null){
vErrors = [err43];
}
else {
vErrors.push(err43);
}
errors++;
}
}
}
}
else {
const err44 = {instancePath:instancePath+"/clock",schemaPath:"defs.schema.json#/definitions/clockConfig/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema41.type,parentSchema:schema41,data:data10};
if(vErrors === null){
vErrors = [err44];
}
else {
vErrors.push(err44);
}
errors++;
}
let data16 = data.log;
if(data16 && typeof data16 == "object" && !Array.isArray(data16)){
if(data16.level === undefined){
data16.level = "info";
}
for(const key3 in data16){
if(!(key3 === "level")){
const err45 = {instancePath:instancePath+"/log",schemaPath:"defs.schema.json#/definitions/logConfig/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key3},message:"must NOT have additional properties",schema:false,parentSchema:schema42,data:data16};
if(vErrors === null){
vErrors = [err45];
}
else {
vErrors.push(err45);
}
errors++;
}
}
let data17 = data16.level;
if(typeof data17 !== "string"){
const err46 = {instancePath:instancePath+"/log/level",schemaPath:"defs.schema.json#/definitions/logConfig/properties/level/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema42.properties.level.type,parentSchema:schema42.properties.level,data:data17};
if(vErrors === null){
vErrors = [err46];
}
else {
vErrors.push(err46);
}
errors++;
}
if(!((((((data17 === "trace") || (data17 === "debug")) || (data17 === "info")) || (data17 === "warn")) || (data17 === "error")) || (data17 === "silent"))){
const err47 = {instancePath:instancePath+"/log/level",schemaPath:"defs.schema.json#/definitions/logConfig/properties/level/enum",keyword:"enum",params:{allowedValues: schema42.properties.level.enum},message:"must be equal to one of the allowed values",schema:schema42.properties.level.enum,parentSchema:schema42.properties.level,data:data17};
if(vErrors === null){
vErrors = [err47];
}
else {
vErrors.push(err47);
}
errors++;
}
}
else {
const err48 = {instancePath:instancePath+"/log",schemaPath:"defs.schema.json#/definitions/logConfig/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema42.type,parentSchema:schema42,data:data16};
if(vErrors === null){
vErrors = [err48];
}
else {
vErrors.push(err48);
}
errors++;
}
if(data.metrics !== undefined){
let data18 = data.metrics;
if(data18 && typeof data18 == "object" && !Array.isArray(data18)){
if(data18.listen === undefined){
const err49 = {instancePath:instancePath+"/metrics",schemaPath:"defs.schema.json#/definitions/metricsConfig/required",keyword:"required",params:{missingProperty: "listen"},message:"must have required property '"+"listen"+"'",schema:schema43.required,parentSchema:schema43,data:data18};
if(vErrors === null){
vErrors = [err49];
}
else {
vErrors.push(err49);
}
errors++;
}
for(const key4 in data18){
if(!(key4 === "listen")){
const err50 = {instancePath:instancePath+"/metrics",schemaPath:"defs.schema.json#/definitions/metricsConfig/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key4},message:"must NOT have additional properties",schema:false,parentSchema:schema43,data:data18};
if(vErrors === null){
vErrors = [err50];
}
else {
vErrors.push(err50);
}
errors++;
}
}
if(data18.listen !== undefined){
let data19 = data18.listen;
if(typeof data19 === "string"){
if(func2(data19) > 260){
const err51 = {instancePath:instancePath+"/metrics/listen",schemaPath:"defs.schema.json#/definitions/metricsConfig/properties/listen/maxLength",keyword:"maxLength",params:{limit: 260},message:"must NOT have more than 260 characters",schema:260,parentSchema:schema43.properties.listen,data:data19};
if(vErrors === null){
vErrors = [err51];
}
else {
vErrors.push(err51);
}
errors++;
}
if(func2(data19) < 3){
const err52 = {instancePath:instancePath+"/metrics/listen",schemaPath:"defs.schema.json#/definitions/metricsConfig/properties/listen/minLength",keyword:"minLength",params:{limit: 3},message:"must NOT have fewer than 3 characters",schema:3,parentSchema:schema43.properties.listen,data:data19};
if(vErrors === null){
vErrors = [err52];
}
else {
vErrors.push(err52);
}
errors++;
}
if(!pattern19.test(data19)){
const err53 = {instancePath:instancePath+"/metrics/listen",schemaPath:"defs.schema.json#/definitions/metricsConfig/properties/listen/pattern",keyword:"pattern",params:{pattern: "^.+:[0-9]{1,5}$"},message:"must match pattern \""+"^.+:[0-9]{1,5}$"+"\"",schema:"^.+:[0-9]{1,5}$",parentSchema:schema43.properties.listen,data:data19};
if(vErrors === null){
vErrors = [err53];
}
else {
vErrors.push(err53);
}
errors++;
}
}
else {
const err54 = {instancePath:instancePath+"/metrics/listen",schemaPath:"defs.schema.json#/definitions/metricsConfig/properties/listen/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema43.properties.listen.type,parentSchema:schema43.properties.listen,data:data19};
if(vErrors === null){
vErrors = [err54];
}
else {
vErrors.push(err54);
}
errors++;
}
}
}
else {
const err55 = {instancePath:instancePath+"/metrics",schemaPath:"defs.schema.json#/definitions/metricsConfig/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema43.type,parentSchema:schema43,data:data18};
if(vErrors === null){
vErrors = [err55];
}
else {
vErrors.push(err55);
}
errors++;
}
}
let data20 = data.commit;
if(data20 && typeof data20 == "object" && !Array.isArray(data20)){
if(data20.maxMessages === undefined){
data20.maxMessages = 100;
}
if(data20.maxDelayMs === undefined){
data20.maxDelayMs = 250;
}
for(const key5 in data20){
if(!((key5 === "maxMessages") || (key5 === "maxDelayMs"))){
const err56 = {instancePath:instancePath+"/commit",schemaPath:"defs.schema.json#/definitions/commitConfig/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key5},message:"must NOT have additional properties",schema:false,parentSchema:schema44,data:data20};
if(vErrors === null){
vErrors = [err56];
}
else {
vErrors.push(err56);
}
errors++;
}
}
let data21 = data20.maxMessages;
if(!(((typeof data21 == "number") && (!(data21 % 1) && !isNaN(data21))) && (isFinite(data21)))){
const err57 = {instancePath:instancePath+"/commit/maxMessages",schemaPath:"defs.schema.json#/definitions/commitConfig/properties/maxMessages/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema44.properties.maxMessages.type,parentSchema:schema44.properties.maxMessages,data:data21};
if(vErrors === null){
vErrors = [err57];
}
else {
vErrors.push(err57);
}
errors++;
}
if((typeof data21 == "number") && (isFinite(data21))){
if(data21 > 100000 || isNaN(data21)){
const err58 = {instancePath:instancePath+"/commit/maxMessages",schemaPath:"defs.schema.json#/definitions/commitConfig/properties/maxMessages/maximum",keyword:"maximum",params:{comparison: "<=", limit: 100000},message:"must be <= 100000",schema:100000,parentSchema:schema44.properties.maxMessages,data:data21};
if(vErrors === null){
vErrors = [err58];
}
else {
vErrors.push(err58);
}
errors++;
}
if(data21 < 1 || isNaN(data21)){
const err59 = {instancePath:instancePath+"/commit/maxMessages",schemaPath:"defs.schema.json#/definitions/commitConfig/properties/maxMessages/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1",schema:1,parentSchema:schema44.properties.maxMessages,data:data21};
if(vErrors === null){
vErrors = [err59];
}
else {
vErrors.push(err59);
}
errors++;
}
}
let data22 = data20.maxDelayMs;
if(!(((typeof data22 == "number") && (!(data22 % 1) && !isNaN(data22))) && (isFinite(data22)))){
const err60 = {instancePath:instancePath+"/commit/maxDelayMs",schemaPath:"defs.schema.json#/definitions/commitConfig/properties/maxDelayMs/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema44.properties.maxDelayMs.type,parentSchema:schema44.properties.maxDelayMs,data:data22};
if(vErrors === null){
vErrors = [err60];
}
else {
vErrors.push(err60);
}
errors++;
}
if((typeof data22 == "number") && (isFinite(data22))){
if(data22 > 10000 || isNaN(data22)){
const err61 = {instancePath:instancePath+"/commit/maxDelayMs",schemaPath:"defs.schema.json#/definitions/commitConfig/properties/maxDelayMs/maximum",keyword:"maximum",params:{comparison: "<=", limit: 10000},message:"must be <= 10000",schema:10000,parentSchema:schema44.properties.maxDelayMs,data:data22};
if(vErrors === null){
vErrors = [err61];
}
else {
vErrors.push(err61);
}
errors++;
}
if(data22 < 0 || isNaN(data22)){
const err62 = {instancePath:instancePath+"/commit/maxDelayMs",schemaPath:"defs.schema.json#/definitions/commitConfig/properties/maxDelayMs/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0",schema:0,parentSchema:schema44.properties.maxDelayMs,data:data22};
if(vErrors === null){
vErrors = [err62];
}
else {
vErrors.push(err62);
}
errors++;
}
}
}
else {
const err63 = {instancePath:instancePath+"/commit",schemaPath:"defs.schema.json#/definitions/commitConfig/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema44.type,parentSchema:schema44,data:data20};
if(vErrors === null){
vErrors = [err63];
}
else {
vErrors.push(err63);
}
errors++;
}
if(data.scheme !== undefined){
if(!(validate30(data.scheme, {instancePath:instancePath+"/scheme",parentData:data,parentDataProperty:"scheme",rootData}))){
vErrors = vErrors === null ? validate30.errors : vErrors.concat(validate30.errors);
errors = vErrors.length;
}
}
if(data.roster !== undefined){
let data24 = data.roster;
if(typeof data24 === "string"){
if(func2(data24) > 4096){
const err64 = {instancePath:instancePath+"/roster",schemaPath:"#/properties/roster/maxLength",keyword:"maxLength",params:{limit: 4096},message:"must NOT have more than 4096 characters",schema:4096,parentSchema:schema74.properties.roster,data:data24};
if(vErrors === null){
vErrors = [err64];
}
else {
vErrors.push(err64);
}
errors++;
}
if(func2(data24) < 1){
const err65 = {instancePath:instancePath+"/roster",schemaPath:"#/properties/roster/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema74.properties.roster,data:data24};
if(vErrors === null){
vErrors = [err65];
}
else {
vErrors.push(err65);
}
errors++;
}
}
else {
const err66 = {instancePath:instancePath+"/roster",schemaPath:"#/properties/roster/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema74.properties.roster.type,parentSchema:schema74.properties.roster,data:data24};
if(vErrors === null){
vErrors = [err66];
}
else {
vErrors.push(err66);
}
errors++;
}
}
let data25 = data.keepMeters;
if(Array.isArray(data25)){
if(data25.length > 10000){
const err67 = {instancePath:instancePath+"/keepMeters",schemaPath:"#/properties/keepMeters/maxItems",keyword:"maxItems",params:{limit: 10000},message:"must NOT have more than 10000 items",schema:10000,parentSchema:schema74.properties.keepMeters,data:data25};
if(vErrors === null){
vErrors = [err67];
}
else {
vErrors.push(err67);
}
errors++;
}
const len0 = data25.length;
for(let i0=0; i0<len0; i0++){
let data26 = data25[i0];
if(typeof data26 === "string"){
if(!pattern0.test(data26)){
const err68 = {instancePath:instancePath+"/keepMeters/" + i0,schemaPath:"defs.schema.json#/definitions/meterId/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$"},message:"must match pattern \""+"^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$"+"\"",schema:"^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$",parentSchema:schema29,data:data26};
if(vErrors === null){
vErrors = [err68];
}
else {
vErrors.push(err68);
}
errors++;
}
}
else {
const err69 = {instancePath:instancePath+"/keepMeters/" + i0,schemaPath:"defs.schema.json#/definitions/meterId/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema29.type,parentSchema:schema29,data:data26};
if(vErrors === null){
vErrors = [err69];
}
else {
vErrors.push(err69);
}
errors++;
}
}
}
else {
const err70 = {instancePath:instancePath+"/keepMeters",schemaPath:"#/properties/keepMeters/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema74.properties.keepMeters.type,parentSchema:schema74.properties.keepMeters,data:data25};
if(vErrors === null){
vErrors = [err70];
}
else {
vErrors.push(err70);
}
errors++;
}
if(data.http !== undefined){
let data27 = data.http;
if(data27 && typeof data27 == "object" && !Array.isArray(data27)){
if(data27.address === undefined){
data27.address = "127.0.0.1:8480";
}
for(const key6 in data27){
if(!(((key6 === "address") || (key6 === "tls")) || (key6 === "access"))){
const err71 = {instancePath:instancePath+"/http",schemaPath:"#/properties/http/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key6},message:"must NOT have additional properties",schema:false,parentSchema:schema74.properties.http,data:data27};
if(vErrors === null){
vErrors = [err71];
}
else {
vErrors.push(err71);
}
errors++;
}
}
let data28 = data27.address;
if(typeof data28 === "string"){
if(func2(data28) > 300){
const err72 = {instancePath:instancePath+"/http/address",schemaPath:"#/properties/http/properties/address/maxLength",keyword:"maxLength",params:{limit: 300},message:"must NOT have more than 300 characters",schema:300,parentSchema:schema74.properties.http.properties.address,data:data28};
if(vErrors === null){
vErrors = [err72];
}
else {
vErrors.push(err72);
}
errors++;
}
if(func2(data28) < 1){
const err73 = {instancePath:instancePath+"/http/address",schemaPath:"#/properties/http/properties/address/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema74.properties.http.properties.address,data:data28};
if(vErrors === null){
vErrors = [err73];
}
else {
vErrors.push(err73);
}
errors++;
}
}
else {
const err74 = {instancePath:instancePath+"/http/address",schemaPath:"#/properties/http/properties/address/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema74.properties.http.properties.address.type,parentSchema:schema74.properties.http.properties.address,data:data28};
if(vErrors === null){
vErrors = [err74];
}
else {
vErrors.push(err74);
}
errors++;
}
if(data27.tls !== undefined){
let data29 = data27.tls;
if(data29 && typeof data29 == "object" && !Array.isArray(data29)){
if(data29.cert === undefined){
const err75 = {instancePath:instancePath+"/http/tls",schemaPath:"#/properties/http/properties/tls/required",keyword:"required",params:{missingProperty: "cert"},message:"must have required property '"+"cert"+"'",schema:schema74.properties.http.properties.tls.required,parentSchema:schema74.properties.http.properties.tls,data:data29};
if(vErrors === null){
vErrors = [err75];
}
else {
vErrors.push(err75);
}
errors++;
}
if(data29.key === undefined){
const err76 = {instancePath:instancePath+"/http/tls",schemaPath:"#/properties/http/properties/tls/required",keyword:"required",params:{missingProperty: "key"},message:"must have required property '"+"key"+"'",schema:schema74.properties.http.properties.tls.required,parentSchema:schema74.properties.http.properties.tls,data:data29};
if(vErrors === null){
vErrors = [err76];
}
else {
vErrors.push(err76);
}
errors++;
}
for(const key7 in data29){
if(!((key7 === "cert") || (key7 === "key"))){
const err77 = {instancePath:instancePath+"/http/tls",schemaPath:"#/properties/http/properties/tls/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key7},message:"must NOT have additional properties",schema:false,parentSchema:schema74.properties.http.properties.tls,data:data29};
if(vErrors === null){
vErrors = [err77];
}
else {
vErrors.push(err77);
}
errors++;
}
}
if(data29.cert !== undefined){
let data30 = data29.cert;
if(typeof data30 === "string"){
if(func2(data30) > 4096){
const err78 = {instancePath:instancePath+"/http/tls/cert",schemaPath:"#/properties/http/properties/tls/properties/cert/maxLength",keyword:"maxLength",params:{limit: 4096},message:"must NOT have more than 4096 characters",schema:4096,parentSchema:schema74.properties.http.properties.tls.properties.cert,data:data30};
if(vErrors === null){
vErrors = [err78];
}
else {
vErrors.push(err78);
}
errors++;
}
if(func2(data30) < 1){
const err79 = {instancePath:instancePath+"/http/tls/cert",schemaPath:"#/properties/http/properties/tls/properties/cert/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema74.properties.http.properties.tls.properties.cert,data:data30};
if(vErrors === null){
vErrors = [err79];
}
else {
vErrors.push(err79);
}
errors++;
}
}
else {
const err80 = {instancePath:instancePath+"/http/tls/cert",schemaPath:"#/properties/http/properties/tls/properties/cert/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema74.properties.http.properties.tls.properties.cert.type,parentSchema:schema74.properties.http.properties.tls.properties.cert,data:data30};
if(vErrors === null){
vErrors = [err80];
}
else {
vErrors.push(err80);
}
errors++;
}
}
if(data29.key !== undefined){
let data31 = data29.key;
if(typeof data31 === "string"){
if(func2(data31) > 4096){
const err81 = {instancePath:instancePath+"/http/tls/key",schemaPath:"#/properties/http/properties/tls/properties/key/maxLength",keyword:"maxLength",params:{limit: 4096},message:"must NOT have more than 4096 characters",schema:4096,parentSchema:schema74.properties.http.properties.tls.properties.key,data:data31};
if(vErrors === null){
vErrors = [err81];
}
else {
vErrors.push(err81);
}
errors++;
}
if(func2(data31) < 1){
const err82 = {instancePath:instancePath+"/http/tls/key",schemaPath:"#/properties/http/properties/tls/properties/key/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema74.properties.http.properties.tls.properties.key,data:data31};
if(vErrors === null){
vErrors = [err82];
}
else {
vErrors.push(err82);
}
errors++;
}
}
else {
const err83 = {instancePath:instancePath+"/http/tls/key",schemaPath:"#/properties/http/properties/tls/properties/key/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema74.properties.http.properties.tls.properties.key.type,parentSchema:schema74.properties.http.properties.tls.properties.key,data:data31};
if(vErrors === null){
vErrors = [err83];
}
else {
vErrors.push(err83);
}
errors++;
}
}
}
else {
const err84 = {instancePath:instancePath+"/http/tls",schemaPath:"#/properties/http/properties/tls/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema74.properties.http.properties.tls.type,parentSchema:schema74.properties.http.properties.tls,data:data29};
if(vErrors === null){
vErrors = [err84];
}
else {
vErrors.push(err84);
}
errors++;
}
}
if(data27.access !== undefined){
let data32 = data27.access;
if(typeof data32 === "string"){
if(func2(data32) > 4096){
const err85 = {instancePath:instancePath+"/http/access",schemaPath:"#/properties/http/properties/access/maxLength",keyword:"maxLength",params:{limit: 4096},message:"must NOT have more than 4096 characters",schema:4096,parentSchema:schema74.properties.http.properties.access,data:data32};
if(vErrors === null){
vErrors = [err85];
}
else {
vErrors.push(err85);
}
errors++;
}
if(func2(data32) < 1){
const err86 = {instancePath:instancePath+"/http/access",schemaPath:"#/properties/http/properties/access/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema74.properties.http.properties.access,data:data32};
if(vErrors === null){
vErrors = [err86];
}
else {
vErrors.push(err86);
}
errors++;
}
}
else {
const err87 = {instancePath:instancePath+"/http/access",schemaPath:"#/properties/http/properties/access/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema74.properties.http.properties.access.type,parentSchema:schema74.properties.http.properties.access,data:data32};
if(vErrors === null){
vErrors = [err87];
}
else {
vErrors.push(err87);
}
errors++;
}
}
}
else {
const err88 = {instancePath:instancePath+"/http",schemaPath:"#/properties/http/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema74.properties.http.type,parentSchema:schema74.properties.http,data:data27};
if(vErrors === null){
vErrors = [err88];
}
else {
vErrors.push(err88);
}
errors++;
}
}
if(data.feeders !== undefined){
let data33 = data.feeders;
if(typeof data33 === "string"){
if(func2(data33) > 4096){
const err89 = {instancePath:instancePath+"/feeders",schemaPath:"#/properties/feeders/maxLength",keyword:"maxLength",params:{limit: 4096},message:"must NOT have more than 4096 characters",schema:4096,parentSchema:schema74.properties.feeders,data:data33};
if(vErrors === null){
vErrors = [err89];
}
else {
vErrors.push(err89);
}
errors++;
}
if(func2(data33) < 1){
const err90 = {instancePath:instancePath+"/feeders",schemaPath:"#/properties/feeders/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema74.properties.feeders,data:data33};
if(vErrors === null){
vErrors = [err90];
}
else {
vErrors.push(err90);
}
errors++;
}
}
else {
const err91 = {instancePath:instancePath+"/feeders",schemaPath:"#/properties/feeders/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema74.properties.feeders.type,parentSchema:schema74.properties.feeders,data:data33};
if(vErrors === null){
vErrors = [err91];
}
else {
vErrors.push(err91);
}
errors++;
}
}
if(data.areaLabels !== undefined){
let data34 = data.areaLabels;
if(Array.isArray(data34)){
if(data34.length > 65536){
const err92 = {instancePath:instancePath+"/areaLabels",schemaPath:"#/properties/areaLabels/maxItems",keyword:"maxItems",params:{limit: 65536},message:"must NOT have more than 65536 items",schema:65536,parentSchema:schema74.properties.areaLabels,data:data34};
if(vErrors === null){
vErrors = [err92];
}
else {
vErrors.push(err92);
}
errors++;
}
const len1 = data34.length;
for(let i1=0; i1<len1; i1++){
let data35 = data34[i1];
if(data35 && typeof data35 == "object" && !Array.isArray(data35)){
if(data35.area === undefined){
const err93 = {instancePath:instancePath+"/areaLabels/" + i1,schemaPath:"#/properties/areaLabels/items/required",keyword:"required",params:{missingProperty: "area"},message:"must have required property '"+"area"+"'",schema:schema74.properties.areaLabels.items.required,parentSchema:schema74.properties.areaLabels.items,data:data35};
if(vErrors === null){
vErrors = [err93];
}
else {
vErrors.push(err93);
}
errors++;
}
for(const key8 in data35){
if(!((((key8 === "area") || (key8 === "feeder")) || (key8 === "supplier")) || (key8 === "community"))){
const err94 = {instancePath:instancePath+"/areaLabels/" + i1,schemaPath:"#/properties/areaLabels/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key8},message:"must NOT have additional properties",schema:false,parentSchema:schema74.properties.areaLabels.items,data:data35};
if(vErrors === null){
vErrors = [err94];
}
else {
vErrors.push(err94);
}
errors++;
}
}
if(data35.area !== undefined){
let data36 = data35.area;
if(typeof data36 === "string"){
if(!pattern0.test(data36)){
const err95 = {instancePath:instancePath+"/areaLabels/" + i1+"/area",schemaPath:"defs.schema.json#/definitions/areaId/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$"},message:"must match pattern \""+"^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$"+"\"",schema:"^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$",parentSchema:schema25,data:data36};
if(vErrors === null){
vErrors = [err95];
}
else {
vErrors.push(err95);
}
errors++;
}
}
else {
const err96 = {instancePath:instancePath+"/areaLabels/" + i1+"/area",schemaPath:"defs.schema.json#/definitions/areaId/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema25.type,parentSchema:schema25,data:data36};
if(vErrors === null){
vErrors = [err96];
}
else {
vErrors.push(err96);
}
errors++;
}
}
if(data35.feeder !== undefined){
let data37 = data35.feeder;
if(typeof data37 === "string"){
if(func2(data37) > 64){
const err97 = {instancePath:instancePath+"/areaLabels/" + i1+"/feeder",schemaPath:"#/properties/areaLabels/items/properties/feeder/maxLength",keyword:"maxLength",params:{limit: 64},message:"must NOT have more than 64 characters",schema:64,parentSchema:schema74.properties.areaLabels.items.properties.feeder,data:data37};
if(vErrors === null){
vErrors = [err97];
}
else {
vErrors.push(err97);
}
errors++;
}
if(func2(data37) < 1){
const err98 = {instancePath:instancePath+"/areaLabels/" + i1+"/feeder",schemaPath:"#/properties/areaLabels/items/properties/feeder/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema74.properties.areaLabels.items.properties.feeder,data:data37};
if(vErrors === null){
vErrors = [err98];
}
else {
vErrors.push(err98);
}
errors++;
}
if(!pattern51.test(data37)){
const err99 = {instancePath:instancePath+"/areaLabels/" + i1+"/feeder",schemaPath:"#/properties/areaLabels/items/properties/feeder/pattern",keyword:"pattern",params:{pattern: "^[^\\u0000-\\u001f\\u007f]+$"},message:"must match pattern \""+"^[^\\u0000-\\u001f\\u007f]+$"+"\"",schema:"^[^\\u0000-\\u001f\\u007f]+$",parentSchema:schema74.properties.areaLabels.items.properties.feeder,data:data37};
if(vErrors === null){
vErrors = [err99];
}
else {
vErrors.push(err99);
}
errors++;
}
}
else {
const err100 = {instancePath:instancePath+"/areaLabels/" + i1+"/feeder",schemaPath:"#/properties/areaLabels/items/properties/feeder/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema74.properties.areaLabels.items.properties.feeder.type,parentSchema:schema74.properties.areaLabels.items.properties.feeder,data:data37};
if(vErrors === null){
vErrors = [err100];
}
else {
vErrors.push(err100);
}
errors++;
}
}
if(data35.supplier !== undefined){
let data38 = data35.supplier;
if(typeof data38 === "string"){
if(func2(data38) > 64){
const err101 = {instancePath:instancePath+"/areaLabels/" + i1+"/supplier",schemaPath:"#/properties/areaLabels/items/properties/supplier/maxLength",keyword:"maxLength",params:{limit: 64},message:"must NOT have more than 64 characters",schema:64,parentSchema:schema74.properties.areaLabels.items.properties.supplier,data:data38};
if(vErrors === null){
vErrors = [err101];
}
else {
vErrors.push(err101);
}
errors++;
}
if(func2(data38) < 1){
const err102 = {instancePath:instancePath+"/areaLabels/" + i1+"/supplier",schemaPath:"#/properties/areaLabels/items/properties/supplier/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema74.properties.areaLabels.items.properties.supplier,data:data38};
if(vErrors === null){
vErrors = [err102];
}
else {
vErrors.push(err102);
}
errors++;
}
if(!pattern51.test(data38)){
const err103 = {instancePath:instancePath+"/areaLabels/" + i1+"/supplier",schemaPath:"#/properties/areaLabels/items/properties/supplier/pattern",keyword:"pattern",params:{pattern: "^[^\\u0000-\\u001f\\u007f]+$"},message:"must match pattern \""+"^[^\\u0000-\\u001f\\u007f]+$"+"\"",schema:"^[^\\u0000-\\u001f\\u007f]+$",parentSchema:schema74.properties.areaLabels.items.properties.supplier,data:data38};
if(vErrors === null){
vErrors = [err103];
}
else {
vErrors.push(err103);
}
errors++;
}
}
else {
const err104 = {instancePath:instancePath+"/areaLabels/" + i1+"/supplier",schemaPath:"#/properties/areaLabels/items/properties/supplier/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema74.properties.areaLabels.items.properties.supplier.type,parentSchema:schema74.properties.areaLabels.items.properties.supplier,data:data38};
if(vErrors === null){
vErrors = [err104];
}
else {
vErrors.push(err104);
}
errors++;
}
}
if(data35.community !== undefined){
let data39 = data35.community;
if(typeof data39 === "string"){
if(func2(data39) > 64){
const err105 = {instancePath:instancePath+"/areaLabels/" + i1+"/community",schemaPath:"#/properties/areaLabels/items/properties/community/maxLength",keyword:"maxLength",params:{limit: 64},message:"must NOT have more than 64 characters",schema:64,parentSchema:schema74.properties.areaLabels.items.properties.community,data:data39};
if(vErrors === null){
vErrors = [err105];
}
else {
vErrors.push(err105);
}
errors++;
}
if(func2(data39) < 1){
const err106 = {instancePath:instancePath+"/areaLabels/" + i1+"/community",schemaPath:"#/properties/areaLabels/items/properties/community/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema74.properties.areaLabels.items.properties.community,data:data39};
if(vErrors === null){
vErrors = [err106];
}
else {
vErrors.push(err106);
}
errors++;
}
if(!pattern51.test(data39)){
const err107 = {instancePath:instancePath+"/areaLabels/" + i1+"/community",schemaPath:"#/properties/areaLabels/items/properties/community/pattern",keyword:"pattern",params:{pattern: "^[^\\u0000-\\u001f\\u007f]+$"},message:"must match pattern \""+"^[^\\u0000-\\u001f\\u007f]+$"+"\"",schema:"^[^\\u0000-\\u001f\\u007f]+$",parentSchema:schema74.properties.areaLabels.items.properties.community,data:data39};
if(vErrors === null){
vErrors = [err107];
}
else {
vErrors.push(err107);
}
errors++;
}
}
else {
const err108 = {instancePath:instancePath+"/areaLabels/" + i1+"/community",schemaPath:"#/properties/areaLabels/items/properties/community/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema74.properties.areaLabels.items.properties.community.type,parentSchema:schema74.properties.areaLabels.items.properties.community,data:data39};
if(vErrors === null){
vErrors = [err108];
}
else {
vErrors.push(err108);
}
errors++;
}
}
}
else {
const err109 = {instancePath:instancePath+"/areaLabels/" + i1,schemaPath:"#/properties/areaLabels/items/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema74.properties.areaLabels.items.type,parentSchema:schema74.properties.areaLabels.items,data:data35};
if(vErrors === null){
vErrors = [err109];
}
else {
vErrors.push(err109);
}
errors++;
}
}
}
else {
const err110 = {instancePath:instancePath+"/areaLabels",schemaPath:"#/properties/areaLabels/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema74.properties.areaLabels.type,parentSchema:schema74.properties.areaLabels,data:data34};
if(vErrors === null){
vErrors = [err110];
}
else {
vErrors.push(err110);
}
errors++;
}
}
if(data.test !== undefined){
let data40 = data.test;
if(data40 && typeof data40 == "object" && !Array.isArray(data40)){
for(const key9 in data40){
if(!(key9 === "unsealed")){
const err111 = {instancePath:instancePath+"/test",schemaPath:"#/properties/test/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key9},message:"must NOT have additional properties",schema:false,parentSchema:schema74.properties.test,data:data40};
if(vErrors === null){
vErrors = [err111];
}
else {
vErrors.push(err111);
}
errors++;
}
}
if(data40.unsealed !== undefined){
let data41 = data40.unsealed;
if(typeof data41 !== "boolean"){
const err112 = {instancePath:instancePath+"/test/unsealed",schemaPath:"#/properties/test/properties/unsealed/type",keyword:"type",params:{type: "boolean"},message:"must be boolean",schema:schema74.properties.test.properties.unsealed.type,parentSchema:schema74.properties.test.properties.unsealed,data:data41};
if(vErrors === null){
vErrors = [err112];
}
else {
vErrors.push(err112);
}
errors++;
}
}
}
else {
const err113 = {instancePath:instancePath+"/test",schemaPath:"#/properties/test/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema74.properties.test.type,parentSchema:schema74.properties.test,data:data40};
if(vErrors === null){
vErrors = [err113];
}
else {
vErrors.push(err113);
}
errors++;
}
}
let data42 = data.tariffDocuments;
if(Array.isArray(data42)){
if(data42.length > 1000){
const err114 = {instancePath:instancePath+"/tariffDocuments",schemaPath:"#/properties/tariffDocuments/maxItems",keyword:"maxItems",params:{limit: 1000},message:"must NOT have more than 1000 items",schema:1000,parentSchema:schema74.properties.tariffDocuments,data:data42};
if(vErrors === null){
vErrors = [err114];
}
else {
vErrors.push(err114);
}
errors++;
}
const len2 = data42.length;
for(let i2=0; i2<len2; i2++){
let data43 = data42[i2];
if(typeof data43 === "string"){
if(func2(data43) > 4096){
const err115 = {instancePath:instancePath+"/tariffDocuments/" + i2,schemaPath:"#/properties/tariffDocuments/items/maxLength",keyword:"maxLength",params:{limit: 4096},message:"must NOT have more than 4096 characters",schema:4096,parentSchema:schema74.properties.tariffDocuments.items,data:data43};
if(vErrors === null){
vErrors = [err115];
}
else {
vErrors.push(err115);
}
errors++;
}
if(func2(data43) < 1){
const err116 = {instancePath:instancePath+"/tariffDocuments/" + i2,schemaPath:"#/properties/tariffDocuments/items/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema74.properties.tariffDocuments.items,data:data43};
if(vErrors === null){
vErrors = [err116];
}
else {
vErrors.push(err116);
}
errors++;
}
}
else {
const err117 = {instancePath:instancePath+"/tariffDocuments/" + i2,schemaPath:"#/properties/tariffDocuments/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema74.properties.tariffDocuments.items.type,parentSchema:schema74.properties.tariffDocuments.items,data:data43};
if(vErrors === null){
vErrors = [err117];
}
else {
vErrors.push(err117);
}
errors++;
}
}
}
else {
const err118 = {instancePath:instancePath+"/tariffDocuments",schemaPath:"#/properties/tariffDocuments/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema74.properties.tariffDocuments.type,parentSchema:schema74.properties.tariffDocuments,data:data42};
if(vErrors === null){
vErrors = [err118];
}
else {
vErrors.push(err118);
}
errors++;
}
}
else {
const err119 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema74.type,parentSchema:schema74,data};
if(vErrors === null){
vErrors = [err119];
}
else {
vErrors.push(err119);
}
errors++;
}
validate26.errors = vErrors;
return errors === 0;
}

const enrolment = validate32;
const schema100 = {"$schema":"http://json-schema.org/draft-07/schema#","$id":"enrolment.schema.json","title":"Enrolment","type":"object","additionalProperties":false,"required":["meters"],"properties":{"meters":{"type":"array","items":{"title":"EnrolledMeter","type":"object","additionalProperties":false,"required":["area","from","meter"],"properties":{"area":{"$ref":"defs.schema.json#/definitions/areaId"},"from":{"$ref":"defs.schema.json#/definitions/interval"},"meter":{"$ref":"defs.schema.json#/definitions/rosterMeter"}}},"minItems":0,"maxItems":1000000}}};

function validate33(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.id === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "id"},message:"must have required property '"+"id"+"'",schema:schema28.required,parentSchema:schema28,data};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(data.keyEpoch === undefined){
const err1 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "keyEpoch"},message:"must have required property '"+"keyEpoch"+"'",schema:schema28.required,parentSchema:schema28,data};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
if(data.registers === undefined){
const err2 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "registers"},message:"must have required property '"+"registers"+"'",schema:schema28.required,parentSchema:schema28,data};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
if(data.identity === undefined){
const err3 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "identity"},message:"must have required property '"+"identity"+"'",schema:schema28.required,parentSchema:schema28,data};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
if(data.agreement === undefined){
const err4 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "agreement"},message:"must have required property '"+"agreement"+"'",schema:schema28.required,parentSchema:schema28,data};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
for(const key0 in data){
if(!(((((key0 === "id") || (key0 === "keyEpoch")) || (key0 === "registers")) || (key0 === "identity")) || (key0 === "agreement"))){
const err5 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties",schema:false,parentSchema:schema28,data};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
}
if(data.id !== undefined){
let data0 = data.id;
if(typeof data0 === "string"){
if(!pattern0.test(data0)){
const err6 = {instancePath:instancePath+"/id",schemaPath:"defs.schema.json#/definitions/meterId/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$"},message:"must match pattern \""+"^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$"+"\"",schema:"^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$",parentSchema:schema29,data:data0};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
}
else {
const err7 = {instancePath:instancePath+"/id",schemaPath:"defs.schema.json#/definitions/meterId/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema29.type,parentSchema:schema29,data:data0};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
}
if(data.keyEpoch !== undefined){
let data1 = data.keyEpoch;
if(!(((typeof data1 == "number") && (!(data1 % 1) && !isNaN(data1))) && (isFinite(data1)))){
const err8 = {instancePath:instancePath+"/keyEpoch",schemaPath:"defs.schema.json#/definitions/epoch/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema30.type,parentSchema:schema30,data:data1};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
if((typeof data1 == "number") && (isFinite(data1))){
if(data1 > 9007199254740991 || isNaN(data1)){
const err9 = {instancePath:instancePath+"/keyEpoch",schemaPath:"defs.schema.json#/definitions/epoch/maximum",keyword:"maximum",params:{comparison: "<=", limit: 9007199254740991},message:"must be <= 9007199254740991",schema:9007199254740991,parentSchema:schema30,data:data1};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
if(data1 < 1 || isNaN(data1)){
const err10 = {instancePath:instancePath+"/keyEpoch",schemaPath:"defs.schema.json#/definitions/epoch/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1",schema:1,parentSchema:schema30,data:data1};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
}
}
if(data.registers !== undefined){
let data2 = data.registers;
if(Array.isArray(data2)){
if(data2.length > 16){
const err11 = {instancePath:instancePath+"/registers",schemaPath:"#/properties/registers/maxItems",keyword:"maxItems",params:{limit: 16},message:"must NOT have more than 16 items",schema:16,parentSchema:schema28.properties.registers,data:data2};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
if(data2.length < 1){
const err12 = {instancePath:instancePath+"/registers",schemaPath:"#/properties/registers/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items",schema:1,parentSchema:schema28.properties.registers,data:data2};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
const len0 = data2.length;
for(let i0=0; i0<len0; i0++){
let data3 = data2[i0];
if(typeof data3 === "string"){
if(!pattern11.test(data3)){
const err13 = {instancePath:instancePath+"/registers/" + i0,schemaPath:"defs.schema.json#/definitions/register/pattern",keyword:"pattern",params:{pattern: "^[0-9]{1,3}-[0-9]{1,3}:[0-9]{1,3}\\.[0-9]{1,3}\\.[0-9]{1,3}$"},message:"must match pattern \""+"^[0-9]{1,3}-[0-9]{1,3}:[0-9]{1,3}\\.[0-9]{1,3}\\.[0-9]{1,3}$"+"\"",schema:"^[0-9]{1,3}-[0-9]{1,3}:[0-9]{1,3}\\.[0-9]{1,3}\\.[0-9]{1,3}$",parentSchema:schema31,data:data3};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
}
else {
const err14 = {instancePath:instancePath+"/registers/" + i0,schemaPath:"defs.schema.json#/definitions/register/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema31.type,parentSchema:schema31,data:data3};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
}
}
else {
const err15 = {instancePath:instancePath+"/registers",schemaPath:"#/properties/registers/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema28.properties.registers.type,parentSchema:schema28.properties.registers,data:data2};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
}
if(data.identity !== undefined){
let data4 = data.identity;
if(typeof data4 === "string"){
if(!pattern1.test(data4)){
const err16 = {instancePath:instancePath+"/identity",schemaPath:"defs.schema.json#/definitions/bytes32/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9_-]{43}$"},message:"must match pattern \""+"^[A-Za-z0-9_-]{43}$"+"\"",schema:"^[A-Za-z0-9_-]{43}$",parentSchema:schema17,data:data4};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
}
else {
const err17 = {instancePath:instancePath+"/identity",schemaPath:"defs.schema.json#/definitions/bytes32/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema17.type,parentSchema:schema17,data:data4};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
}
if(data.agreement !== undefined){
let data5 = data.agreement;
if(typeof data5 === "string"){
if(!pattern1.test(data5)){
const err18 = {instancePath:instancePath+"/agreement",schemaPath:"defs.schema.json#/definitions/bytes32/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9_-]{43}$"},message:"must match pattern \""+"^[A-Za-z0-9_-]{43}$"+"\"",schema:"^[A-Za-z0-9_-]{43}$",parentSchema:schema17,data:data5};
if(vErrors === null){
vErrors = [err18];
}
else {
vErrors.push(err18);
}
errors++;
}
}
else {
const err19 = {instancePath:instancePath+"/agreement",schemaPath:"defs.schema.json#/definitions/bytes32/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema17.type,parentSchema:schema17,data:data5};
if(vErrors === null){
vErrors = [err19];
}
else {
vErrors.push(err19);
}
errors++;
}
}
}
else {
const err20 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema28.type,parentSchema:schema28,data};
if(vErrors === null){
vErrors = [err20];
}
else {
vErrors.push(err20);
}
errors++;
}
validate33.errors = vErrors;
return errors === 0;
}


function validate32(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="enrolment.schema.json" */;
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.meters === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "meters"},message:"must have required property '"+"meters"+"'",schema:schema100.required,parentSchema:schema100,data};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
for(const key0 in data){
if(!(key0 === "meters")){
const err1 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties",schema:false,parentSchema:schema100,data};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
if(data.meters !== undefined){
let data0 = data.meters;
if(Array.isArray(data0)){
if(data0.length > 1000000){
const err2 = {instancePath:instancePath+"/meters",schemaPath:"#/properties/meters/maxItems",keyword:"maxItems",params:{limit: 1000000},message:"must NOT have more than 1000000 items",schema:1000000,parentSchema:schema100.properties.meters,data:data0};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
if(data0.length < 0){
const err3 = {instancePath:instancePath+"/meters",schemaPath:"#/properties/meters/minItems",keyword:"minItems",params:{limit: 0},message:"must NOT have fewer than 0 items",schema:0,parentSchema:schema100.properties.meters,data:data0};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
const len0 = data0.length;
for(let i0=0; i0<len0; i0++){
let data1 = data0[i0];
if(data1 && typeof data1 == "object" && !Array.isArray(data1)){
if(data1.area === undefined){
const err4 = {instancePath:instancePath+"/meters/" + i0,schemaPath:"#/properties/meters/items/required",keyword:"required",params:{missingProperty: "area"},message:"must have required property '"+"area"+"'",schema:schema100.properties.meters.items.required,parentSchema:schema100.properties.meters.items,data:data1};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
if(data1.from === undefined){
const err5 = {instancePath:instancePath+"/meters/" + i0,schemaPath:"#/properties/meters/items/required",keyword:"required",params:{missingProperty: "from"},message:"must have required property '"+"from"+"'",schema:schema100.properties.meters.items.required,parentSchema:schema100.properties.meters.items,data:data1};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
if(data1.meter === undefined){
const err6 = {instancePath:instancePath+"/meters/" + i0,schemaPath:"#/properties/meters/items/required",keyword:"required",params:{missingProperty: "meter"},message:"must have required property '"+"meter"+"'",schema:schema100.properties.meters.items.required,parentSchema:schema100.properties.meters.items,data:data1};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
for(const key1 in data1){
if(!(((key1 === "area") || (key1 === "from")) || (key1 === "meter"))){
const err7 = {instancePath:instancePath+"/meters/" + i0,schemaPath:"#/properties/meters/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key1},message:"must NOT have additional properties",schema:false,parentSchema:schema100.properties.meters.items,data:data1};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
}
if(data1.area !== undefined){
let data2 = data1.area;
if(typeof data2 === "string"){
if(!pattern0.test(data2)){
const err8 = {instancePath:instancePath+"/meters/" + i0+"/area",schemaPath:"defs.schema.json#/definitions/areaId/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$"},message:"must match pattern \""+"^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$"+"\"",schema:"^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$",parentSchema:schema25,data:data2};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
}
else {
const err9 = {instancePath:instancePath+"/meters/" + i0+"/area",schemaPath:"defs.schema.json#/definitions/areaId/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema25.type,parentSchema:schema25,data:data2};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
}
if(data1.from !== undefined){
let data3 = data1.from;
if(!(((typeof data3 == "number") && (!(data3 % 1) && !isNaN(data3))) && (isFinite(data3)))){
const err10 = {instancePath:instancePath+"/meters/" + i0+"/from",schemaPath:"defs.schema.json#/definitions/interval/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema26.type,parentSchema:schema26,data:data3};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
if((typeof data3 == "number") && (isFinite(data3))){
if(data3 > 4294967295 || isNaN(data3)){
const err11 = {instancePath:instancePath+"/meters/" + i0+"/from",schemaPath:"defs.schema.json#/definitions/interval/maximum",keyword:"maximum",params:{comparison: "<=", limit: 4294967295},message:"must be <= 4294967295",schema:4294967295,parentSchema:schema26,data:data3};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
if(data3 < 0 || isNaN(data3)){
const err12 = {instancePath:instancePath+"/meters/" + i0+"/from",schemaPath:"defs.schema.json#/definitions/interval/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0",schema:0,parentSchema:schema26,data:data3};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
}
}
if(data1.meter !== undefined){
if(!(validate33(data1.meter, {instancePath:instancePath+"/meters/" + i0+"/meter",parentData:data1,parentDataProperty:"meter",rootData}))){
vErrors = vErrors === null ? validate33.errors : vErrors.concat(validate33.errors);
errors = vErrors.length;
}
}
}
else {
const err13 = {instancePath:instancePath+"/meters/" + i0,schemaPath:"#/properties/meters/items/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema100.properties.meters.items.type,parentSchema:schema100.properties.meters.items,data:data1};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
}
}
else {
const err14 = {instancePath:instancePath+"/meters",schemaPath:"#/properties/meters/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema100.properties.meters.type,parentSchema:schema100.properties.meters,data:data0};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
}
}
else {
const err15 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema100.type,parentSchema:schema100,data};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
validate32.errors = vErrors;
return errors === 0;
}

const keys = validate35;
const schema109 = {"$schema":"http://json-schema.org/draft-07/schema#","$id":"keys.schema.json","title":"KeyFile","type":"object","additionalProperties":false,"required":["party","identity","agreement"],"properties":{"party":{"type":"string","minLength":1,"maxLength":64},"identity":{"allOf":[{"$ref":"defs.schema.json#/definitions/bytes32"}]},"agreement":{"allOf":[{"$ref":"defs.schema.json#/definitions/bytes32"}]},"hpke":{"type":"array","items":{"title":"HpkeSecret","type":"object","additionalProperties":false,"required":["keyId","kem","privateKey"],"properties":{"keyId":{"$ref":"defs.schema.json#/definitions/keyId"},"kem":{"$ref":"defs.schema.json#/definitions/kem"},"privateKey":{"allOf":[{"$ref":"defs.schema.json#/definitions/bytes32"}]},"validFromMs":{"allOf":[{"$ref":"defs.schema.json#/definitions/unixMs"}]},"validUntilMs":{"allOf":[{"$ref":"defs.schema.json#/definitions/unixMs"}]},"openUntilMs":{"allOf":[{"$ref":"defs.schema.json#/definitions/unixMs"}]}}},"minItems":0,"maxItems":8}}};
const schema112 = {"type":"string","pattern":"^[A-Za-z0-9_-]{1,32}$"};
const schema113 = {"type":"string","enum":["x-wing","x25519"]};
const pattern61 = new RegExp("^[A-Za-z0-9_-]{1,32}$", "u");

function validate35(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="keys.schema.json" */;
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.party === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "party"},message:"must have required property '"+"party"+"'",schema:schema109.required,parentSchema:schema109,data};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(data.identity === undefined){
const err1 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "identity"},message:"must have required property '"+"identity"+"'",schema:schema109.required,parentSchema:schema109,data};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
if(data.agreement === undefined){
const err2 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "agreement"},message:"must have required property '"+"agreement"+"'",schema:schema109.required,parentSchema:schema109,data};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
for(const key0 in data){
if(!((((key0 === "party") || (key0 === "identity")) || (key0 === "agreement")) || (key0 === "hpke"))){
const err3 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties",schema:false,parentSchema:schema109,data};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
}
if(data.party !== undefined){
let data0 = data.party;
if(typeof data0 === "string"){
if(func2(data0) > 64){
const err4 = {instancePath:instancePath+"/party",schemaPath:"#/properties/party/maxLength",keyword:"maxLength",params:{limit: 64},message:"must NOT have more than 64 characters",schema:64,parentSchema:schema109.properties.party,data:data0};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
if(func2(data0) < 1){
const err5 = {instancePath:instancePath+"/party",schemaPath:"#/properties/party/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema109.properties.party,data:data0};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
}
else {
const err6 = {instancePath:instancePath+"/party",schemaPath:"#/properties/party/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema109.properties.party.type,parentSchema:schema109.properties.party,data:data0};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
}
if(data.identity !== undefined){
let data1 = data.identity;
if(typeof data1 === "string"){
if(!pattern1.test(data1)){
const err7 = {instancePath:instancePath+"/identity",schemaPath:"defs.schema.json#/definitions/bytes32/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9_-]{43}$"},message:"must match pattern \""+"^[A-Za-z0-9_-]{43}$"+"\"",schema:"^[A-Za-z0-9_-]{43}$",parentSchema:schema17,data:data1};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
}
else {
const err8 = {instancePath:instancePath+"/identity",schemaPath:"defs.schema.json#/definitions/bytes32/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema17.type,parentSchema:schema17,data:data1};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
}
if(data.agreement !== undefined){
let data2 = data.agreement;
if(typeof data2 === "string"){
if(!pattern1.test(data2)){
const err9 = {instancePath:instancePath+"/agreement",schemaPath:"defs.schema.json#/definitions/bytes32/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9_-]{43}$"},message:"must match pattern \""+"^[A-Za-z0-9_-]{43}$"+"\"",schema:"^[A-Za-z0-9_-]{43}$",parentSchema:schema17,data:data2};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
}
else {
const err10 = {instancePath:instancePath+"/agreement",schemaPath:"defs.schema.json#/definitions/bytes32/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema17.type,parentSchema:schema17,data:data2};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
}
if(data.hpke !== undefined){
let data3 = data.hpke;
if(Array.isArray(data3)){
if(data3.length > 8){
const err11 = {instancePath:instancePath+"/hpke",schemaPath:"#/properties/hpke/maxItems",keyword:"maxItems",params:{limit: 8},message:"must NOT have more than 8 items",schema:8,parentSchema:schema109.properties.hpke,data:data3};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
if(data3.length < 0){
const err12 = {instancePath:instancePath+"/hpke",schemaPath:"#/properties/hpke/minItems",keyword:"minItems",params:{limit: 0},message:"must NOT have fewer than 0 items",schema:0,parentSchema:schema109.properties.hpke,data:data3};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
const len0 = data3.length;
for(let i0=0; i0<len0; i0++){
let data4 = data3[i0];
if(data4 && typeof data4 == "object" && !Array.isArray(data4)){
if(data4.keyId === undefined){
const err13 = {instancePath:instancePath+"/hpke/" + i0,schemaPath:"#/properties/hpke/items/required",keyword:"required",params:{missingProperty: "keyId"},message:"must have required property '"+"keyId"+"'",schema:schema109.properties.hpke.items.required,parentSchema:schema109.properties.hpke.items,data:data4};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
if(data4.kem === undefined){
const err14 = {instancePath:instancePath+"/hpke/" + i0,schemaPath:"#/properties/hpke/items/required",keyword:"required",params:{missingProperty: "kem"},message:"must have required property '"+"kem"+"'",schema:schema109.properties.hpke.items.required,parentSchema:schema109.properties.hpke.items,data:data4};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
if(data4.privateKey === undefined){
const err15 = {instancePath:instancePath+"/hpke/" + i0,schemaPath:"#/properties/hpke/items/required",keyword:"required",params:{missingProperty: "privateKey"},message:"must have required property '"+"privateKey"+"'",schema:schema109.properties.hpke.items.required,parentSchema:schema109.properties.hpke.items,data:data4};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
for(const key1 in data4){
if(!((((((key1 === "keyId") || (key1 === "kem")) || (key1 === "privateKey")) || (key1 === "validFromMs")) || (key1 === "validUntilMs")) || (key1 === "openUntilMs"))){
const err16 = {instancePath:instancePath+"/hpke/" + i0,schemaPath:"#/properties/hpke/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key1},message:"must NOT have additional properties",schema:false,parentSchema:schema109.properties.hpke.items,data:data4};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
}
if(data4.keyId !== undefined){
let data5 = data4.keyId;
if(typeof data5 === "string"){
if(!pattern61.test(data5)){
const err17 = {instancePath:instancePath+"/hpke/" + i0+"/keyId",schemaPath:"defs.schema.json#/definitions/keyId/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9_-]{1,32}$"},message:"must match pattern \""+"^[A-Za-z0-9_-]{1,32}$"+"\"",schema:"^[A-Za-z0-9_-]{1,32}$",parentSchema:schema112,data:data5};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
}
else {
const err18 = {instancePath:instancePath+"/hpke/" + i0+"/keyId",schemaPath:"defs.schema.json#/definitions/keyId/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema112.type,parentSchema:schema112,data:data5};
if(vErrors === null){
vErrors = [err18];
}
else {
vErrors.push(err18);
}
errors++;
}
}
if(data4.kem !== undefined){
let data6 = data4.kem;
if(typeof data6 !== "string"){
const err19 = {instancePath:instancePath+"/hpke/" + i0+"/kem",schemaPath:"defs.schema.json#/definitions/kem/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema113.type,parentSchema:schema113,data:data6};
if(vErrors === null){
vErrors = [err19];
}
else {
vErrors.push(err19);
}
errors++;
}
if(!((data6 === "x-wing") || (data6 === "x25519"))){
const err20 = {instancePath:instancePath+"/hpke/" + i0+"/kem",schemaPath:"defs.schema.json#/definitions/kem/enum",keyword:"enum",params:{allowedValues: schema113.enum},message:"must be equal to one of the allowed values",schema:schema113.enum,parentSchema:schema113,data:data6};
if(vErrors === null){
vErrors = [err20];
}
else {
vErrors.push(err20);
}
errors++;
}
}
if(data4.privateKey !== undefined){
let data7 = data4.privateKey;
if(typeof data7 === "string"){
if(!pattern1.test(data7)){
const err21 = {instancePath:instancePath+"/hpke/" + i0+"/privateKey",schemaPath:"defs.schema.json#/definitions/bytes32/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9_-]{43}$"},message:"must match pattern \""+"^[A-Za-z0-9_-]{43}$"+"\"",schema:"^[A-Za-z0-9_-]{43}$",parentSchema:schema17,data:data7};
if(vErrors === null){
vErrors = [err21];
}
else {
vErrors.push(err21);
}
errors++;
}
}
else {
const err22 = {instancePath:instancePath+"/hpke/" + i0+"/privateKey",schemaPath:"defs.schema.json#/definitions/bytes32/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema17.type,parentSchema:schema17,data:data7};
if(vErrors === null){
vErrors = [err22];
}
else {
vErrors.push(err22);
}
errors++;
}
}
if(data4.validFromMs !== undefined){
let data8 = data4.validFromMs;
if(!(((typeof data8 == "number") && (!(data8 % 1) && !isNaN(data8))) && (isFinite(data8)))){
const err23 = {instancePath:instancePath+"/hpke/" + i0+"/validFromMs",schemaPath:"defs.schema.json#/definitions/unixMs/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema13.type,parentSchema:schema13,data:data8};
if(vErrors === null){
vErrors = [err23];
}
else {
vErrors.push(err23);
}
errors++;
}
if((typeof data8 == "number") && (isFinite(data8))){
if(data8 > 9007199254740991 || isNaN(data8)){
const err24 = {instancePath:instancePath+"/hpke/" + i0+"/validFromMs",schemaPath:"defs.schema.json#/definitions/unixMs/maximum",keyword:"maximum",params:{comparison: "<=", limit: 9007199254740991},message:"must be <= 9007199254740991",schema:9007199254740991,parentSchema:schema13,data:data8};
if(vErrors === null){
vErrors = [err24];
}
else {
vErrors.push(err24);
}
errors++;
}
if(data8 < 0 || isNaN(data8)){
const err25 = {instancePath:instancePath+"/hpke/" + i0+"/validFromMs",schemaPath:"defs.schema.json#/definitions/unixMs/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0",schema:0,parentSchema:schema13,data:data8};
if(vErrors === null){
vErrors = [err25];
}
else {
vErrors.push(err25);
}
errors++;
}
}
}
if(data4.validUntilMs !== undefined){
let data9 = data4.validUntilMs;
if(!(((typeof data9 == "number") && (!(data9 % 1) && !isNaN(data9))) && (isFinite(data9)))){
const err26 = {instancePath:instancePath+"/hpke/" + i0+"/validUntilMs",schemaPath:"defs.schema.json#/definitions/unixMs/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema13.type,parentSchema:schema13,data:data9};
if(vErrors === null){
vErrors = [err26];
}
else {
vErrors.push(err26);
}
errors++;
}
if((typeof data9 == "number") && (isFinite(data9))){
if(data9 > 9007199254740991 || isNaN(data9)){
const err27 = {instancePath:instancePath+"/hpke/" + i0+"/validUntilMs",schemaPath:"defs.schema.json#/definitions/unixMs/maximum",keyword:"maximum",params:{comparison: "<=", limit: 9007199254740991},message:"must be <= 9007199254740991",schema:9007199254740991,parentSchema:schema13,data:data9};
if(vErrors === null){
vErrors = [err27];
}
else {
vErrors.push(err27);
}
errors++;
}
if(data9 < 0 || isNaN(data9)){
const err28 = {instancePath:instancePath+"/hpke/" + i0+"/validUntilMs",schemaPath:"defs.schema.json#/definitions/unixMs/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0",schema:0,parentSchema:schema13,data:data9};
if(vErrors === null){
vErrors = [err28];
}
else {
vErrors.push(err28);
}
errors++;
}
}
}
if(data4.openUntilMs !== undefined){
let data10 = data4.openUntilMs;
if(!(((typeof data10 == "number") && (!(data10 % 1) && !isNaN(data10))) && (isFinite(data10)))){
const err29 = {instancePath:instancePath+"/hpke/" + i0+"/openUntilMs",schemaPath:"defs.schema.json#/definitions/unixMs/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema13.type,parentSchema:schema13,data:data10};
if(vErrors === null){
vErrors = [err29];
}
else {
vErrors.push(err29);
}
errors++;
}
if((typeof data10 == "number") && (isFinite(data10))){
if(data10 > 9007199254740991 || isNaN(data10)){
const err30 = {instancePath:instancePath+"/hpke/" + i0+"/openUntilMs",schemaPath:"defs.schema.json#/definitions/unixMs/maximum",keyword:"maximum",params:{comparison: "<=", limit: 9007199254740991},message:"must be <= 9007199254740991",schema:9007199254740991,parentSchema:schema13,data:data10};
if(vErrors === null){
vErrors = [err30];
}
else {
vErrors.push(err30);
}
errors++;
}
if(data10 < 0 || isNaN(data10)){
const err31 = {instancePath:instancePath+"/hpke/" + i0+"/openUntilMs",schemaPath:"defs.schema.json#/definitions/unixMs/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0",schema:0,parentSchema:schema13,data:data10};
if(vErrors === null){
vErrors = [err31];
}
else {
vErrors.push(err31);
}
errors++;
}
}
}
}
else {
const err32 = {instancePath:instancePath+"/hpke/" + i0,schemaPath:"#/properties/hpke/items/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema109.properties.hpke.items.type,parentSchema:schema109.properties.hpke.items,data:data4};
if(vErrors === null){
vErrors = [err32];
}
else {
vErrors.push(err32);
}
errors++;
}
}
}
else {
const err33 = {instancePath:instancePath+"/hpke",schemaPath:"#/properties/hpke/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema109.properties.hpke.type,parentSchema:schema109.properties.hpke,data:data3};
if(vErrors === null){
vErrors = [err33];
}
else {
vErrors.push(err33);
}
errors++;
}
}
}
else {
const err34 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema109.type,parentSchema:schema109,data};
if(vErrors === null){
vErrors = [err34];
}
else {
vErrors.push(err34);
}
errors++;
}
validate35.errors = vErrors;
return errors === 0;
}

const kit = validate36;
const schema118 = {"$schema":"http://json-schema.org/draft-07/schema#","$id":"kit.schema.json","title":"MeterKit","type":"object","additionalProperties":false,"required":["version","deployment","authority","bus","anchors","floor"],"properties":{"version":{"const":1,"type":"integer"},"deployment":{"$ref":"defs.schema.json#/definitions/deployment"},"authority":{"title":"PinnedAuthority","type":"object","additionalProperties":false,"required":["url","fingerprint"],"properties":{"url":{"type":"string","minLength":1,"maxLength":512,"pattern":"^https://"},"fingerprint":{"type":"string","pattern":"^[0-9a-f]{64}$"}}},"bus":{"$ref":"defs.schema.json#/definitions/busConfig"},"anchors":{"$ref":"anchors.schema.json"},"floor":{"$ref":"defs.schema.json#/definitions/localFloor"},"sendJitterSeconds":{"type":"integer","minimum":0,"maximum":86400,"default":300}}};
const pattern65 = new RegExp("^[0-9a-f]{64}$", "u");

function validate37(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.topicRoot === undefined){
data.topicRoot = "grid";
}
if(data.reconnectMinMs === undefined){
data.reconnectMinMs = 1000;
}
if(data.reconnectMaxMs === undefined){
data.reconnectMaxMs = 60000;
}
if(data.url === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "url"},message:"must have required property '"+"url"+"'",schema:schema38.required,parentSchema:schema38,data};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
for(const key0 in data){
if(!((((((key0 === "url") || (key0 === "furtherUrls")) || (key0 === "topicRoot")) || (key0 === "reconnectMinMs")) || (key0 === "reconnectMaxMs")) || (key0 === "tls"))){
const err1 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties",schema:false,parentSchema:schema38,data};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
if(data.url !== undefined){
let data0 = data.url;
if(typeof data0 === "string"){
if(func2(data0) > 512){
const err2 = {instancePath:instancePath+"/url",schemaPath:"#/properties/url/maxLength",keyword:"maxLength",params:{limit: 512},message:"must NOT have more than 512 characters",schema:512,parentSchema:schema38.properties.url,data:data0};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
if(func2(data0) < 1){
const err3 = {instancePath:instancePath+"/url",schemaPath:"#/properties/url/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema38.properties.url,data:data0};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
if(!pattern15.test(data0)){
const err4 = {instancePath:instancePath+"/url",schemaPath:"#/properties/url/pattern",keyword:"pattern",params:{pattern: "^mqtts?://"},message:"must match pattern \""+"^mqtts?://"+"\"",schema:"^mqtts?://",parentSchema:schema38.properties.url,data:data0};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
}
else {
const err5 = {instancePath:instancePath+"/url",schemaPath:"#/properties/url/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema38.properties.url.type,parentSchema:schema38.properties.url,data:data0};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
}
if(data.furtherUrls !== undefined){
let data1 = data.furtherUrls;
if(Array.isArray(data1)){
if(data1.length > 15){
const err6 = {instancePath:instancePath+"/furtherUrls",schemaPath:"#/properties/furtherUrls/maxItems",keyword:"maxItems",params:{limit: 15},message:"must NOT have more than 15 items",schema:15,parentSchema:schema38.properties.furtherUrls,data:data1};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
const len0 = data1.length;
for(let i0=0; i0<len0; i0++){
let data2 = data1[i0];
if(typeof data2 === "string"){
if(func2(data2) > 512){
const err7 = {instancePath:instancePath+"/furtherUrls/" + i0,schemaPath:"#/properties/furtherUrls/items/maxLength",keyword:"maxLength",params:{limit: 512},message:"must NOT have more than 512 characters",schema:512,parentSchema:schema38.properties.furtherUrls.items,data:data2};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
if(func2(data2) < 1){
const err8 = {instancePath:instancePath+"/furtherUrls/" + i0,schemaPath:"#/properties/furtherUrls/items/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema38.properties.furtherUrls.items,data:data2};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
if(!pattern15.test(data2)){
const err9 = {instancePath:instancePath+"/furtherUrls/" + i0,schemaPath:"#/properties/furtherUrls/items/pattern",keyword:"pattern",params:{pattern: "^mqtts?://"},message:"must match pattern \""+"^mqtts?://"+"\"",schema:"^mqtts?://",parentSchema:schema38.properties.furtherUrls.items,data:data2};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
}
else {
const err10 = {instancePath:instancePath+"/furtherUrls/" + i0,schemaPath:"#/properties/furtherUrls/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema38.properties.furtherUrls.items.type,parentSchema:schema38.properties.furtherUrls.items,data:data2};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
}
let i1 = data1.length;
let j0;
if(i1 > 1){
const indices0 = {};
for(;i1--;){
let item0 = data1[i1];
if(typeof item0 !== "string"){
continue;
}
if(typeof indices0[item0] == "number"){
j0 = indices0[item0];
const err11 = {instancePath:instancePath+"/furtherUrls",schemaPath:"#/properties/furtherUrls/uniqueItems",keyword:"uniqueItems",params:{i: i1, j: j0},message:"must NOT have duplicate items (items ## "+j0+" and "+i1+" are identical)",schema:true,parentSchema:schema38.properties.furtherUrls,data:data1};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
break;
}
indices0[item0] = i1;
}
}
}
else {
const err12 = {instancePath:instancePath+"/furtherUrls",schemaPath:"#/properties/furtherUrls/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema38.properties.furtherUrls.type,parentSchema:schema38.properties.furtherUrls,data:data1};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
}
let data3 = data.topicRoot;
if(typeof data3 === "string"){
if(func2(data3) > 64){
const err13 = {instancePath:instancePath+"/topicRoot",schemaPath:"#/definitions/topicRoot/maxLength",keyword:"maxLength",params:{limit: 64},message:"must NOT have more than 64 characters",schema:64,parentSchema:schema39,data:data3};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
if(func2(data3) < 1){
const err14 = {instancePath:instancePath+"/topicRoot",schemaPath:"#/definitions/topicRoot/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema39,data:data3};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
if(!pattern17.test(data3)){
const err15 = {instancePath:instancePath+"/topicRoot",schemaPath:"#/definitions/topicRoot/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9][A-Za-z0-9_-]*(/[A-Za-z0-9][A-Za-z0-9_-]*){0,7}$"},message:"must match pattern \""+"^[A-Za-z0-9][A-Za-z0-9_-]*(/[A-Za-z0-9][A-Za-z0-9_-]*){0,7}$"+"\"",schema:"^[A-Za-z0-9][A-Za-z0-9_-]*(/[A-Za-z0-9][A-Za-z0-9_-]*){0,7}$",parentSchema:schema39,data:data3};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
}
else {
const err16 = {instancePath:instancePath+"/topicRoot",schemaPath:"#/definitions/topicRoot/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema39.type,parentSchema:schema39,data:data3};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
let data4 = data.reconnectMinMs;
if(!(((typeof data4 == "number") && (!(data4 % 1) && !isNaN(data4))) && (isFinite(data4)))){
const err17 = {instancePath:instancePath+"/reconnectMinMs",schemaPath:"#/properties/reconnectMinMs/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema38.properties.reconnectMinMs.type,parentSchema:schema38.properties.reconnectMinMs,data:data4};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
if((typeof data4 == "number") && (isFinite(data4))){
if(data4 > 600000 || isNaN(data4)){
const err18 = {instancePath:instancePath+"/reconnectMinMs",schemaPath:"#/properties/reconnectMinMs/maximum",keyword:"maximum",params:{comparison: "<=", limit: 600000},message:"must be <= 600000",schema:600000,parentSchema:schema38.properties.reconnectMinMs,data:data4};
if(vErrors === null){
vErrors = [err18];
}
else {
vErrors.push(err18);
}
errors++;
}
if(data4 < 10 || isNaN(data4)){
const err19 = {instancePath:instancePath+"/reconnectMinMs",schemaPath:"#/properties/reconnectMinMs/minimum",keyword:"minimum",params:{comparison: ">=", limit: 10},message:"must be >= 10",schema:10,parentSchema:schema38.properties.reconnectMinMs,data:data4};
if(vErrors === null){
vErrors = [err19];
}
else {
vErrors.push(err19);
}
errors++;
}
}
let data5 = data.reconnectMaxMs;
if(!(((typeof data5 == "number") && (!(data5 % 1) && !isNaN(data5))) && (isFinite(data5)))){
const err20 = {instancePath:instancePath+"/reconnectMaxMs",schemaPath:"#/properties/reconnectMaxMs/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema38.properties.reconnectMaxMs.type,parentSchema:schema38.properties.reconnectMaxMs,data:data5};
if(vErrors === null){
vErrors = [err20];
}
else {
vErrors.push(err20);
}
errors++;
}
if((typeof data5 == "number") && (isFinite(data5))){
if(data5 > 3600000 || isNaN(data5)){
const err21 = {instancePath:instancePath+"/reconnectMaxMs",schemaPath:"#/properties/reconnectMaxMs/maximum",keyword:"maximum",params:{comparison: "<=", limit: 3600000},message:"must be <= 3600000",schema:3600000,parentSchema:schema38.properties.reconnectMaxMs,data:data5};
if(vErrors === null){
vErrors = [err21];
}
else {
vErrors.push(err21);
}
errors++;
}
if(data5 < 10 || isNaN(data5)){
const err22 = {instancePath:instancePath+"/reconnectMaxMs",schemaPath:"#/properties/reconnectMaxMs/minimum",keyword:"minimum",params:{comparison: ">=", limit: 10},message:"must be >= 10",schema:10,parentSchema:schema38.properties.reconnectMaxMs,data:data5};
if(vErrors === null){
vErrors = [err22];
}
else {
vErrors.push(err22);
}
errors++;
}
}
if(data.tls !== undefined){
let data6 = data.tls;
if(data6 && typeof data6 == "object" && !Array.isArray(data6)){
if(data6.ca === undefined){
data6.ca = "ca.pem";
}
if(data6.cert === undefined){
data6.cert = "cert.pem";
}
if(data6.key === undefined){
data6.key = "key.pem";
}
for(const key1 in data6){
if(!((((key1 === "ca") || (key1 === "cert")) || (key1 === "key")) || (key1 === "authority"))){
const err23 = {instancePath:instancePath+"/tls",schemaPath:"#/definitions/tlsConfig/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key1},message:"must NOT have additional properties",schema:false,parentSchema:schema40,data:data6};
if(vErrors === null){
vErrors = [err23];
}
else {
vErrors.push(err23);
}
errors++;
}
}
let data7 = data6.ca;
if(typeof data7 === "string"){
if(func2(data7) > 4096){
const err24 = {instancePath:instancePath+"/tls/ca",schemaPath:"#/definitions/tlsConfig/properties/ca/maxLength",keyword:"maxLength",params:{limit: 4096},message:"must NOT have more than 4096 characters",schema:4096,parentSchema:schema40.properties.ca,data:data7};
if(vErrors === null){
vErrors = [err24];
}
else {
vErrors.push(err24);
}
errors++;
}
if(func2(data7) < 1){
const err25 = {instancePath:instancePath+"/tls/ca",schemaPath:"#/definitions/tlsConfig/properties/ca/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema40.properties.ca,data:data7};
if(vErrors === null){
vErrors = [err25];
}
else {
vErrors.push(err25);
}
errors++;
}
}
else {
const err26 = {instancePath:instancePath+"/tls/ca",schemaPath:"#/definitions/tlsConfig/properties/ca/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema40.properties.ca.type,parentSchema:schema40.properties.ca,data:data7};
if(vErrors === null){
vErrors = [err26];
}
else {
vErrors.push(err26);
}
errors++;
}
let data8 = data6.cert;
if(typeof data8 === "string"){
if(func2(data8) > 4096){
const err27 = {instancePath:instancePath+"/tls/cert",schemaPath:"#/definitions/tlsConfig/properties/cert/maxLength",keyword:"maxLength",params:{limit: 4096},message:"must NOT have more than 4096 characters",schema:4096,parentSchema:schema40.properties.cert,data:data8};
if(vErrors === null){
vErrors = [err27];
}
else {
vErrors.push(err27);
}
errors++;
}
if(func2(data8) < 1){
const err28 = {instancePath:instancePath+"/tls/cert",schemaPath:"#/definitions/tlsConfig/properties/cert/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema40.properties.cert,data:data8};
if(vErrors === null){
vErrors = [err28];
}
else {
vErrors.push(err28);
}
errors++;
}
}
else {
const err29 = {instancePath:instancePath+"/tls/cert",schemaPath:"#/definitions/tlsConfig/properties/cert/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema40.properties.cert.type,parentSchema:schema40.properties.cert,data:data8};
if(vErrors === null){
vErrors = [err29];
}
else {
vErrors.push(err29);
}
errors++;
}
let data9 = data6.key;
if(typeof data9 === "string"){
if(func2(data9) > 4096){
const err30 = {instancePath:instancePath+"/tls/key",schemaPath:"#/definitions/tlsConfig/properties/key/maxLength",keyword:"maxLength",params:{limit: 4096},message:"must NOT have more than 4096 characters",schema:4096,parentSchema:schema40.properties.key,data:data9};
if(vErrors === null){
vErrors = [err30];
}
else {
vErrors.push(err30);
}
errors++;
}
if(func2(data9) < 1){
const err31 = {instancePath:instancePath+"/tls/key",schemaPath:"#/definitions/tlsConfig/properties/key/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema40.properties.key,data:data9};
if(vErrors === null){
vErrors = [err31];
}
else {
vErrors.push(err31);
}
errors++;
}
}
else {
const err32 = {instancePath:instancePath+"/tls/key",schemaPath:"#/definitions/tlsConfig/properties/key/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema40.properties.key.type,parentSchema:schema40.properties.key,data:data9};
if(vErrors === null){
vErrors = [err32];
}
else {
vErrors.push(err32);
}
errors++;
}
if(data6.authority !== undefined){
let data10 = data6.authority;
if(typeof data10 === "string"){
if(func2(data10) > 512){
const err33 = {instancePath:instancePath+"/tls/authority",schemaPath:"#/definitions/tlsConfig/properties/authority/maxLength",keyword:"maxLength",params:{limit: 512},message:"must NOT have more than 512 characters",schema:512,parentSchema:schema40.properties.authority,data:data10};
if(vErrors === null){
vErrors = [err33];
}
else {
vErrors.push(err33);
}
errors++;
}
if(func2(data10) < 1){
const err34 = {instancePath:instancePath+"/tls/authority",schemaPath:"#/definitions/tlsConfig/properties/authority/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema40.properties.authority,data:data10};
if(vErrors === null){
vErrors = [err34];
}
else {
vErrors.push(err34);
}
errors++;
}
if(!pattern18.test(data10)){
const err35 = {instancePath:instancePath+"/tls/authority",schemaPath:"#/definitions/tlsConfig/properties/authority/pattern",keyword:"pattern",params:{pattern: "^https://"},message:"must match pattern \""+"^https://"+"\"",schema:"^https://",parentSchema:schema40.properties.authority,data:data10};
if(vErrors === null){
vErrors = [err35];
}
else {
vErrors.push(err35);
}
errors++;
}
}
else {
const err36 = {instancePath:instancePath+"/tls/authority",schemaPath:"#/definitions/tlsConfig/properties/authority/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema40.properties.authority.type,parentSchema:schema40.properties.authority,data:data10};
if(vErrors === null){
vErrors = [err36];
}
else {
vErrors.push(err36);
}
errors++;
}
}
}
else {
const err37 = {instancePath:instancePath+"/tls",schemaPath:"#/definitions/tlsConfig/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema40.type,parentSchema:schema40,data:data6};
if(vErrors === null){
vErrors = [err37];
}
else {
vErrors.push(err37);
}
errors++;
}
}
}
else {
const err38 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema38.type,parentSchema:schema38,data};
if(vErrors === null){
vErrors = [err38];
}
else {
vErrors.push(err38);
}
errors++;
}
validate37.errors = vErrors;
return errors === 0;
}


function validate36(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="kit.schema.json" */;
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.sendJitterSeconds === undefined){
data.sendJitterSeconds = 300;
}
if(data.version === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "version"},message:"must have required property '"+"version"+"'",schema:schema118.required,parentSchema:schema118,data};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(data.deployment === undefined){
const err1 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "deployment"},message:"must have required property '"+"deployment"+"'",schema:schema118.required,parentSchema:schema118,data};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
if(data.authority === undefined){
const err2 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "authority"},message:"must have required property '"+"authority"+"'",schema:schema118.required,parentSchema:schema118,data};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
if(data.bus === undefined){
const err3 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "bus"},message:"must have required property '"+"bus"+"'",schema:schema118.required,parentSchema:schema118,data};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
if(data.anchors === undefined){
const err4 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "anchors"},message:"must have required property '"+"anchors"+"'",schema:schema118.required,parentSchema:schema118,data};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
if(data.floor === undefined){
const err5 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "floor"},message:"must have required property '"+"floor"+"'",schema:schema118.required,parentSchema:schema118,data};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
for(const key0 in data){
if(!(((((((key0 === "version") || (key0 === "deployment")) || (key0 === "authority")) || (key0 === "bus")) || (key0 === "anchors")) || (key0 === "floor")) || (key0 === "sendJitterSeconds"))){
const err6 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties",schema:false,parentSchema:schema118,data};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
}
if(data.version !== undefined){
let data0 = data.version;
if(!(((typeof data0 == "number") && (!(data0 % 1) && !isNaN(data0))) && (isFinite(data0)))){
const err7 = {instancePath:instancePath+"/version",schemaPath:"#/properties/version/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema118.properties.version.type,parentSchema:schema118.properties.version,data:data0};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
if(1 !== data0){
const err8 = {instancePath:instancePath+"/version",schemaPath:"#/properties/version/const",keyword:"const",params:{allowedValue: 1},message:"must be equal to constant",schema:1,parentSchema:schema118.properties.version,data:data0};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
}
if(data.deployment !== undefined){
let data1 = data.deployment;
if(typeof data1 === "string"){
if(!pattern2.test(data1)){
const err9 = {instancePath:instancePath+"/deployment",schemaPath:"defs.schema.json#/definitions/deployment/pattern",keyword:"pattern",params:{pattern: "^[a-z0-9][a-z0-9-]{0,62}$"},message:"must match pattern \""+"^[a-z0-9][a-z0-9-]{0,62}$"+"\"",schema:"^[a-z0-9][a-z0-9-]{0,62}$",parentSchema:schema16,data:data1};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
}
else {
const err10 = {instancePath:instancePath+"/deployment",schemaPath:"defs.schema.json#/definitions/deployment/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema16.type,parentSchema:schema16,data:data1};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
}
if(data.authority !== undefined){
let data2 = data.authority;
if(data2 && typeof data2 == "object" && !Array.isArray(data2)){
if(data2.url === undefined){
const err11 = {instancePath:instancePath+"/authority",schemaPath:"#/properties/authority/required",keyword:"required",params:{missingProperty: "url"},message:"must have required property '"+"url"+"'",schema:schema118.properties.authority.required,parentSchema:schema118.properties.authority,data:data2};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
if(data2.fingerprint === undefined){
const err12 = {instancePath:instancePath+"/authority",schemaPath:"#/properties/authority/required",keyword:"required",params:{missingProperty: "fingerprint"},message:"must have required property '"+"fingerprint"+"'",schema:schema118.properties.authority.required,parentSchema:schema118.properties.authority,data:data2};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
for(const key1 in data2){
if(!((key1 === "url") || (key1 === "fingerprint"))){
const err13 = {instancePath:instancePath+"/authority",schemaPath:"#/properties/authority/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key1},message:"must NOT have additional properties",schema:false,parentSchema:schema118.properties.authority,data:data2};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
}
if(data2.url !== undefined){
let data3 = data2.url;
if(typeof data3 === "string"){
if(func2(data3) > 512){
const err14 = {instancePath:instancePath+"/authority/url",schemaPath:"#/properties/authority/properties/url/maxLength",keyword:"maxLength",params:{limit: 512},message:"must NOT have more than 512 characters",schema:512,parentSchema:schema118.properties.authority.properties.url,data:data3};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
if(func2(data3) < 1){
const err15 = {instancePath:instancePath+"/authority/url",schemaPath:"#/properties/authority/properties/url/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema118.properties.authority.properties.url,data:data3};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
if(!pattern18.test(data3)){
const err16 = {instancePath:instancePath+"/authority/url",schemaPath:"#/properties/authority/properties/url/pattern",keyword:"pattern",params:{pattern: "^https://"},message:"must match pattern \""+"^https://"+"\"",schema:"^https://",parentSchema:schema118.properties.authority.properties.url,data:data3};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
}
else {
const err17 = {instancePath:instancePath+"/authority/url",schemaPath:"#/properties/authority/properties/url/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema118.properties.authority.properties.url.type,parentSchema:schema118.properties.authority.properties.url,data:data3};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
}
if(data2.fingerprint !== undefined){
let data4 = data2.fingerprint;
if(typeof data4 === "string"){
if(!pattern65.test(data4)){
const err18 = {instancePath:instancePath+"/authority/fingerprint",schemaPath:"#/properties/authority/properties/fingerprint/pattern",keyword:"pattern",params:{pattern: "^[0-9a-f]{64}$"},message:"must match pattern \""+"^[0-9a-f]{64}$"+"\"",schema:"^[0-9a-f]{64}$",parentSchema:schema118.properties.authority.properties.fingerprint,data:data4};
if(vErrors === null){
vErrors = [err18];
}
else {
vErrors.push(err18);
}
errors++;
}
}
else {
const err19 = {instancePath:instancePath+"/authority/fingerprint",schemaPath:"#/properties/authority/properties/fingerprint/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema118.properties.authority.properties.fingerprint.type,parentSchema:schema118.properties.authority.properties.fingerprint,data:data4};
if(vErrors === null){
vErrors = [err19];
}
else {
vErrors.push(err19);
}
errors++;
}
}
}
else {
const err20 = {instancePath:instancePath+"/authority",schemaPath:"#/properties/authority/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema118.properties.authority.type,parentSchema:schema118.properties.authority,data:data2};
if(vErrors === null){
vErrors = [err20];
}
else {
vErrors.push(err20);
}
errors++;
}
}
if(data.bus !== undefined){
if(!(validate37(data.bus, {instancePath:instancePath+"/bus",parentData:data,parentDataProperty:"bus",rootData}))){
vErrors = vErrors === null ? validate37.errors : vErrors.concat(validate37.errors);
errors = vErrors.length;
}
}
if(data.anchors !== undefined){
if(!(validate12(data.anchors, {instancePath:instancePath+"/anchors",parentData:data,parentDataProperty:"anchors",rootData}))){
vErrors = vErrors === null ? validate12.errors : vErrors.concat(validate12.errors);
errors = vErrors.length;
}
}
if(data.floor !== undefined){
let data7 = data.floor;
if(data7 && typeof data7 == "object" && !Array.isArray(data7)){
if(data7.minThreshold === undefined){
data7.minThreshold = 2;
}
if(data7.minMeters === undefined){
data7.minMeters = 5;
}
if(data7.minIntervals === undefined){
data7.minIntervals = 96;
}
if(data7.maxKnown === undefined){
data7.maxKnown = 2;
}
if(data7.minCrowd === undefined){
data7.minCrowd = 5;
}
if(data7.trust === undefined){
data7.trust = "covert";
}
for(const key2 in data7){
if(!(func4.call(schema45.properties, key2))){
const err21 = {instancePath:instancePath+"/floor",schemaPath:"defs.schema.json#/definitions/localFloor/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key2},message:"must NOT have additional properties",schema:false,parentSchema:schema45,data:data7};
if(vErrors === null){
vErrors = [err21];
}
else {
vErrors.push(err21);
}
errors++;
}
}
let data8 = data7.minThreshold;
if(!(((typeof data8 == "number") && (!(data8 % 1) && !isNaN(data8))) && (isFinite(data8)))){
const err22 = {instancePath:instancePath+"/floor/minThreshold",schemaPath:"defs.schema.json#/definitions/localFloor/properties/minThreshold/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema45.properties.minThreshold.type,parentSchema:schema45.properties.minThreshold,data:data8};
if(vErrors === null){
vErrors = [err22];
}
else {
vErrors.push(err22);
}
errors++;
}
if((typeof data8 == "number") && (isFinite(data8))){
if(data8 > 16 || isNaN(data8)){
const err23 = {instancePath:instancePath+"/floor/minThreshold",schemaPath:"defs.schema.json#/definitions/localFloor/properties/minThreshold/maximum",keyword:"maximum",params:{comparison: "<=", limit: 16},message:"must be <= 16",schema:16,parentSchema:schema45.properties.minThreshold,data:data8};
if(vErrors === null){
vErrors = [err23];
}
else {
vErrors.push(err23);
}
errors++;
}
if(data8 < 2 || isNaN(data8)){
const err24 = {instancePath:instancePath+"/floor/minThreshold",schemaPath:"defs.schema.json#/definitions/localFloor/properties/minThreshold/minimum",keyword:"minimum",params:{comparison: ">=", limit: 2},message:"must be >= 2",schema:2,parentSchema:schema45.properties.minThreshold,data:data8};
if(vErrors === null){
vErrors = [err24];
}
else {
vErrors.push(err24);
}
errors++;
}
}
let data9 = data7.minMeters;
if(!(((typeof data9 == "number") && (!(data9 % 1) && !isNaN(data9))) && (isFinite(data9)))){
const err25 = {instancePath:instancePath+"/floor/minMeters",schemaPath:"defs.schema.json#/definitions/localFloor/properties/minMeters/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema45.properties.minMeters.type,parentSchema:schema45.properties.minMeters,data:data9};
if(vErrors === null){
vErrors = [err25];
}
else {
vErrors.push(err25);
}
errors++;
}
if((typeof data9 == "number") && (isFinite(data9))){
if(data9 > 10000000 || isNaN(data9)){
const err26 = {instancePath:instancePath+"/floor/minMeters",schemaPath:"defs.schema.json#/definitions/localFloor/properties/minMeters/maximum",keyword:"maximum",params:{comparison: "<=", limit: 10000000},message:"must be <= 10000000",schema:10000000,parentSchema:schema45.properties.minMeters,data:data9};
if(vErrors === null){
vErrors = [err26];
}
else {
vErrors.push(err26);
}
errors++;
}
if(data9 < 1 || isNaN(data9)){
const err27 = {instancePath:instancePath+"/floor/minMeters",schemaPath:"defs.schema.json#/definitions/localFloor/properties/minMeters/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1",schema:1,parentSchema:schema45.properties.minMeters,data:data9};
if(vErrors === null){
vErrors = [err27];
}
else {
vErrors.push(err27);
}
errors++;
}
}
let data10 = data7.minIntervals;
if(!(((typeof data10 == "number") && (!(data10 % 1) && !isNaN(data10))) && (isFinite(data10)))){
const err28 = {instancePath:instancePath+"/floor/minIntervals",schemaPath:"defs.schema.json#/definitions/localFloor/properties/minIntervals/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema45.properties.minIntervals.type,parentSchema:schema45.properties.minIntervals,data:data10};
if(vErrors === null){
vErrors = [err28];
}
else {
vErrors.push(err28);
}
errors++;
}
if((typeof data10 == "number") && (isFinite(data10))){
if(data10 > 1048576 || isNaN(data10)){
const err29 = {instancePath:instancePath+"/floor/minIntervals",schemaPath:"defs.schema.json#/definitions/localFloor/properties/minIntervals/maximum",keyword:"maximum",params:{comparison: "<=", limit: 1048576},message:"must be <= 1048576",schema:1048576,parentSchema:schema45.properties.minIntervals,data:data10};
if(vErrors === null){
vErrors = [err29];
}
else {
vErrors.push(err29);
}
errors++;
}
if(data10 < 1 || isNaN(data10)){
const err30 = {instancePath:instancePath+"/floor/minIntervals",schemaPath:"defs.schema.json#/definitions/localFloor/properties/minIntervals/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1",schema:1,parentSchema:schema45.properties.minIntervals,data:data10};
if(vErrors === null){
vErrors = [err30];
}
else {
vErrors.push(err30);
}
errors++;
}
}
let data11 = data7.maxKnown;
if(!(((typeof data11 == "number") && (!(data11 % 1) && !isNaN(data11))) && (isFinite(data11)))){
const err31 = {instancePath:instancePath+"/floor/maxKnown",schemaPath:"defs.schema.json#/definitions/localFloor/properties/maxKnown/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema45.properties.maxKnown.type,parentSchema:schema45.properties.maxKnown,data:data11};
if(vErrors === null){
vErrors = [err31];
}
else {
vErrors.push(err31);
}
errors++;
}
if((typeof data11 == "number") && (isFinite(data11))){
if(data11 > 1000000 || isNaN(data11)){
const err32 = {instancePath:instancePath+"/floor/maxKnown",schemaPath:"defs.schema.json#/definitions/localFloor/properties/maxKnown/maximum",keyword:"maximum",params:{comparison: "<=", limit: 1000000},message:"must be <= 1000000",schema:1000000,parentSchema:schema45.properties.maxKnown,data:data11};
if(vErrors === null){
vErrors = [err32];
}
else {
vErrors.push(err32);
}
errors++;
}
if(data11 < 0 || isNaN(data11)){
const err33 = {instancePath:instancePath+"/floor/maxKnown",schemaPath:"defs.schema.json#/definitions/localFloor/properties/maxKnown/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0",schema:0,parentSchema:schema45.properties.maxKnown,data:data11};
if(vErrors === null){
vErrors = [err33];
}
else {
vErrors.push(err33);
}
errors++;
}
}
let data12 = data7.minCrowd;
if(!(((typeof data12 == "number") && (!(data12 % 1) && !isNaN(data12))) && (isFinite(data12)))){
const err34 = {instancePath:instancePath+"/floor/minCrowd",schemaPath:"defs.schema.json#/definitions/localFloor/properties/minCrowd/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema45.properties.minCrowd.type,parentSchema:schema45.properties.minCrowd,data:data12};
if(vErrors === null){
vErrors = [err34];
}
else {
vErrors.push(err34);
}
errors++;
}
if((typeof data12 == "number") && (isFinite(data12))){
if(data12 > 10000000 || isNaN(data12)){
const err35 = {instancePath:instancePath+"/floor/minCrowd",schemaPath:"defs.schema.json#/definitions/localFloor/properties/minCrowd/maximum",keyword:"maximum",params:{comparison: "<=", limit: 10000000},message:"must be <= 10000000",schema:10000000,parentSchema:schema45.properties.minCrowd,data:data12};
if(vErrors === null){
vErrors = [err35];
}
else {
vErrors.push(err35);
}
errors++;
}
if(data12 < 1 || isNaN(data12)){
const err36 = {instancePath:instancePath+"/floor/minCrowd",schemaPath:"defs.schema.json#/definitions/localFloor/properties/minCrowd/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1",schema:1,parentSchema:schema45.properties.minCrowd,data:data12};
if(vErrors === null){
vErrors = [err36];
}
else {
vErrors.push(err36);
}
errors++;
}
}
let data13 = data7.trust;
if(typeof data13 !== "string"){
const err37 = {instancePath:instancePath+"/floor/trust",schemaPath:"defs.schema.json#/definitions/localFloor/properties/trust/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema45.properties.trust.type,parentSchema:schema45.properties.trust,data:data13};
if(vErrors === null){
vErrors = [err37];
}
else {
vErrors.push(err37);
}
errors++;
}
if(!((data13 === "covert") || (data13 === "active"))){
const err38 = {instancePath:instancePath+"/floor/trust",schemaPath:"defs.schema.json#/definitions/localFloor/properties/trust/enum",keyword:"enum",params:{allowedValues: schema45.properties.trust.enum},message:"must be equal to one of the allowed values",schema:schema45.properties.trust.enum,parentSchema:schema45.properties.trust,data:data13};
if(vErrors === null){
vErrors = [err38];
}
else {
vErrors.push(err38);
}
errors++;
}
if(data7.minPatienceSeconds !== undefined){
let data14 = data7.minPatienceSeconds;
if(!(((typeof data14 == "number") && (!(data14 % 1) && !isNaN(data14))) && (isFinite(data14)))){
const err39 = {instancePath:instancePath+"/floor/minPatienceSeconds",schemaPath:"defs.schema.json#/definitions/localFloor/properties/minPatienceSeconds/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema45.properties.minPatienceSeconds.type,parentSchema:schema45.properties.minPatienceSeconds,data:data14};
if(vErrors === null){
vErrors = [err39];
}
else {
vErrors.push(err39);
}
errors++;
}
if((typeof data14 == "number") && (isFinite(data14))){
if(data14 > 604800 || isNaN(data14)){
const err40 = {instancePath:instancePath+"/floor/minPatienceSeconds",schemaPath:"defs.schema.json#/definitions/localFloor/properties/minPatienceSeconds/maximum",keyword:"maximum",params:{comparison: "<=", limit: 604800},message:"must be <= 604800",schema:604800,parentSchema:schema45.properties.minPatienceSeconds,data:data14};
if(vErrors === null){
vErrors = [err40];
}
else {
vErrors.push(err40);
}
errors++;
}
if(data14 < 0 || isNaN(data14)){
const err41 = {instancePath:instancePath+"/floor/minPatienceSeconds",schemaPath:"defs.schema.json#/definitions/localFloor/properties/minPatienceSeconds/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0",schema:0,parentSchema:schema45.properties.minPatienceSeconds,data:data14};
if(vErrors === null){
vErrors = [err41];
}
else {
vErrors.push(err41);
}
errors++;
}
}
}
if(data7.maxRates !== undefined){
let data15 = data7.maxRates;
if(!(((typeof data15 == "number") && (!(data15 % 1) && !isNaN(data15))) && (isFinite(data15)))){
const err42 = {instancePath:instancePath+"/floor/maxRates",schemaPath:"defs.schema.json#/definitions/localFloor/properties/maxRates/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema45.properties.maxRates.type,parentSchema:schema45.properties.maxRates,data:data15};
if(vErrors === null){
vErrors = [err42];
}
else {
vErrors.push(err42);
}
errors++;
}
if((typeof data15 == "number") && (isFinite(data15))){
if(data15 > 48 || isNaN(data15)){
const err43 = {instancePath:instancePath+"/floor/maxRates",schemaPath:"defs.schema.json#/definitions/localFloor/properties/maxRates/maximum",keyword:"maximum",params:{comparison: "<=", limit: 48},message:"must be <= 48",schema:48,parentSchema:schema45.properties.maxRates,data:data15};
if(vErrors === null){
vErrors = [err43];
}
else {
vErrors.push(err43);
}
errors++;
}
if(data15 < 1 || isNaN(data15)){
const err44 = {instancePath:instancePath+"/floor/maxRates",schemaPath:"defs.schema.json#/definitions/localFloor/properties/maxRates/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1",schema:1,parentSchema:schema45.properties.maxRates,data:data15};
if(vErrors === null){
vErrors = [err44];
}
else {
vErrors.push(err44);
}
errors++;
}
}
}
if(data7.maxAtoms !== undefined){
let data16 = data7.maxAtoms;
if(!(((typeof data16 == "number") && (!(data16 % 1) && !isNaN(data16))) && (isFinite(data16)))){
const err45 = {instancePath:instancePath+"/floor/maxAtoms",schemaPath:"defs.schema.json#/definitions/localFloor/properties/maxAtoms/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema45.properties.maxAtoms.type,parentSchema:schema45.properties.maxAtoms,data:data16};
if(vErrors === null){
vErrors = [err45];
}
else {
vErrors.push(err45);
}
errors++;
}
if((typeof data16 == "number") && (isFinite(data16))){
if(data16 > 4096 || isNaN(data16)){
const err46 = {instancePath:instancePath+"/floor/maxAtoms",schemaPath:"defs.schema.json#/definitions/localFloor/properties/maxAtoms/maximum",keyword:"maximum",params:{comparison: "<=", limit: 4096},message:"must be <= 4096",schema:4096,parentSchema:schema45.properties.maxAtoms,data:data16};
if(vErrors === null){
vErrors = [err46];
}
else {
vErrors.push(err46);
}
errors++;
}
if(data16 < 1 || isNaN(data16)){
const err47 = {instancePath:instancePath+"/floor/maxAtoms",schemaPath:"defs.schema.json#/definitions/localFloor/properties/maxAtoms/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1",schema:1,parentSchema:schema45.properties.maxAtoms,data:data16};
if(vErrors === null){
vErrors = [err47];
}
else {
vErrors.push(err47);
}
errors++;
}
}
}
if(data7.dynamic !== undefined){
let data17 = data7.dynamic;
if(typeof data17 !== "boolean"){
const err48 = {instancePath:instancePath+"/floor/dynamic",schemaPath:"defs.schema.json#/definitions/localFloor/properties/dynamic/type",keyword:"type",params:{type: "boolean"},message:"must be boolean",schema:schema45.properties.dynamic.type,parentSchema:schema45.properties.dynamic,data:data17};
if(vErrors === null){
vErrors = [err48];
}
else {
vErrors.push(err48);
}
errors++;
}
}
}
else {
const err49 = {instancePath:instancePath+"/floor",schemaPath:"defs.schema.json#/definitions/localFloor/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema45.type,parentSchema:schema45,data:data7};
if(vErrors === null){
vErrors = [err49];
}
else {
vErrors.push(err49);
}
errors++;
}
}
let data18 = data.sendJitterSeconds;
if(!(((typeof data18 == "number") && (!(data18 % 1) && !isNaN(data18))) && (isFinite(data18)))){
const err50 = {instancePath:instancePath+"/sendJitterSeconds",schemaPath:"#/properties/sendJitterSeconds/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema118.properties.sendJitterSeconds.type,parentSchema:schema118.properties.sendJitterSeconds,data:data18};
if(vErrors === null){
vErrors = [err50];
}
else {
vErrors.push(err50);
}
errors++;
}
if((typeof data18 == "number") && (isFinite(data18))){
if(data18 > 86400 || isNaN(data18)){
const err51 = {instancePath:instancePath+"/sendJitterSeconds",schemaPath:"#/properties/sendJitterSeconds/maximum",keyword:"maximum",params:{comparison: "<=", limit: 86400},message:"must be <= 86400",schema:86400,parentSchema:schema118.properties.sendJitterSeconds,data:data18};
if(vErrors === null){
vErrors = [err51];
}
else {
vErrors.push(err51);
}
errors++;
}
if(data18 < 0 || isNaN(data18)){
const err52 = {instancePath:instancePath+"/sendJitterSeconds",schemaPath:"#/properties/sendJitterSeconds/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0",schema:0,parentSchema:schema118.properties.sendJitterSeconds,data:data18};
if(vErrors === null){
vErrors = [err52];
}
else {
vErrors.push(err52);
}
errors++;
}
}
}
else {
const err53 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema118.type,parentSchema:schema118,data};
if(vErrors === null){
vErrors = [err53];
}
else {
vErrors.push(err53);
}
errors++;
}
validate36.errors = vErrors;
return errors === 0;
}

const meter_keys = validate40;
const schema124 = {"$schema":"http://json-schema.org/draft-07/schema#","$id":"meter-keys.schema.json","title":"MeterKeyFile","type":"object","additionalProperties":false,"required":["meters"],"properties":{"meters":{"type":"array","items":{"title":"MeterSecret","type":"object","additionalProperties":false,"required":["id","area","keyEpoch","registers","identity","agreement","split"],"properties":{"id":{"$ref":"defs.schema.json#/definitions/meterId"},"area":{"$ref":"defs.schema.json#/definitions/areaId"},"keyEpoch":{"$ref":"defs.schema.json#/definitions/epoch"},"registers":{"type":"array","items":{"$ref":"defs.schema.json#/definitions/register"},"minItems":1,"maxItems":16},"identity":{"allOf":[{"$ref":"defs.schema.json#/definitions/bytes32"}]},"agreement":{"allOf":[{"$ref":"defs.schema.json#/definitions/bytes32"}]},"split":{"allOf":[{"$ref":"defs.schema.json#/definitions/bytes32"}]}}},"minItems":1,"maxItems":1000000}}};

function validate40(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="meter-keys.schema.json" */;
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.meters === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "meters"},message:"must have required property '"+"meters"+"'",schema:schema124.required,parentSchema:schema124,data};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
for(const key0 in data){
if(!(key0 === "meters")){
const err1 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties",schema:false,parentSchema:schema124,data};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
if(data.meters !== undefined){
let data0 = data.meters;
if(Array.isArray(data0)){
if(data0.length > 1000000){
const err2 = {instancePath:instancePath+"/meters",schemaPath:"#/properties/meters/maxItems",keyword:"maxItems",params:{limit: 1000000},message:"must NOT have more than 1000000 items",schema:1000000,parentSchema:schema124.properties.meters,data:data0};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
if(data0.length < 1){
const err3 = {instancePath:instancePath+"/meters",schemaPath:"#/properties/meters/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items",schema:1,parentSchema:schema124.properties.meters,data:data0};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
const len0 = data0.length;
for(let i0=0; i0<len0; i0++){
let data1 = data0[i0];
if(data1 && typeof data1 == "object" && !Array.isArray(data1)){
if(data1.id === undefined){
const err4 = {instancePath:instancePath+"/meters/" + i0,schemaPath:"#/properties/meters/items/required",keyword:"required",params:{missingProperty: "id"},message:"must have required property '"+"id"+"'",schema:schema124.properties.meters.items.required,parentSchema:schema124.properties.meters.items,data:data1};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
if(data1.area === undefined){
const err5 = {instancePath:instancePath+"/meters/" + i0,schemaPath:"#/properties/meters/items/required",keyword:"required",params:{missingProperty: "area"},message:"must have required property '"+"area"+"'",schema:schema124.properties.meters.items.required,parentSchema:schema124.properties.meters.items,data:data1};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
if(data1.keyEpoch === undefined){
const err6 = {instancePath:instancePath+"/meters/" + i0,schemaPath:"#/properties/meters/items/required",keyword:"required",params:{missingProperty: "keyEpoch"},message:"must have required property '"+"keyEpoch"+"'",schema:schema124.properties.meters.items.required,parentSchema:schema124.properties.meters.items,data:data1};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
if(data1.registers === undefined){
const err7 = {instancePath:instancePath+"/meters/" + i0,schemaPath:"#/properties/meters/items/required",keyword:"required",params:{missingProperty: "registers"},message:"must have required property '"+"registers"+"'",schema:schema124.properties.meters.items.required,parentSchema:schema124.properties.meters.items,data:data1};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
if(data1.identity === undefined){
const err8 = {instancePath:instancePath+"/meters/" + i0,schemaPath:"#/properties/meters/items/required",keyword:"required",params:{missingProperty: "identity"},message:"must have required property '"+"identity"+"'",schema:schema124.properties.meters.items.required,parentSchema:schema124.properties.meters.items,data:data1};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
if(data1.agreement === undefined){
const err9 = {instancePath:instancePath+"/meters/" + i0,schemaPath:"#/properties/meters/items/required",keyword:"required",params:{missingProperty: "agreement"},message:"must have required property '"+"agreement"+"'",schema:schema124.properties.meters.items.required,parentSchema:schema124.properties.meters.items,data:data1};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
if(data1.split === undefined){
const err10 = {instancePath:instancePath+"/meters/" + i0,schemaPath:"#/properties/meters/items/required",keyword:"required",params:{missingProperty: "split"},message:"must have required property '"+"split"+"'",schema:schema124.properties.meters.items.required,parentSchema:schema124.properties.meters.items,data:data1};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
for(const key1 in data1){
if(!(((((((key1 === "id") || (key1 === "area")) || (key1 === "keyEpoch")) || (key1 === "registers")) || (key1 === "identity")) || (key1 === "agreement")) || (key1 === "split"))){
const err11 = {instancePath:instancePath+"/meters/" + i0,schemaPath:"#/properties/meters/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key1},message:"must NOT have additional properties",schema:false,parentSchema:schema124.properties.meters.items,data:data1};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
}
if(data1.id !== undefined){
let data2 = data1.id;
if(typeof data2 === "string"){
if(!pattern0.test(data2)){
const err12 = {instancePath:instancePath+"/meters/" + i0+"/id",schemaPath:"defs.schema.json#/definitions/meterId/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$"},message:"must match pattern \""+"^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$"+"\"",schema:"^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$",parentSchema:schema29,data:data2};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
}
else {
const err13 = {instancePath:instancePath+"/meters/" + i0+"/id",schemaPath:"defs.schema.json#/definitions/meterId/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema29.type,parentSchema:schema29,data:data2};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
}
if(data1.area !== undefined){
let data3 = data1.area;
if(typeof data3 === "string"){
if(!pattern0.test(data3)){
const err14 = {instancePath:instancePath+"/meters/" + i0+"/area",schemaPath:"defs.schema.json#/definitions/areaId/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$"},message:"must match pattern \""+"^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$"+"\"",schema:"^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$",parentSchema:schema25,data:data3};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
}
else {
const err15 = {instancePath:instancePath+"/meters/" + i0+"/area",schemaPath:"defs.schema.json#/definitions/areaId/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema25.type,parentSchema:schema25,data:data3};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
}
if(data1.keyEpoch !== undefined){
let data4 = data1.keyEpoch;
if(!(((typeof data4 == "number") && (!(data4 % 1) && !isNaN(data4))) && (isFinite(data4)))){
const err16 = {instancePath:instancePath+"/meters/" + i0+"/keyEpoch",schemaPath:"defs.schema.json#/definitions/epoch/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema30.type,parentSchema:schema30,data:data4};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
if((typeof data4 == "number") && (isFinite(data4))){
if(data4 > 9007199254740991 || isNaN(data4)){
const err17 = {instancePath:instancePath+"/meters/" + i0+"/keyEpoch",schemaPath:"defs.schema.json#/definitions/epoch/maximum",keyword:"maximum",params:{comparison: "<=", limit: 9007199254740991},message:"must be <= 9007199254740991",schema:9007199254740991,parentSchema:schema30,data:data4};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
if(data4 < 1 || isNaN(data4)){
const err18 = {instancePath:instancePath+"/meters/" + i0+"/keyEpoch",schemaPath:"defs.schema.json#/definitions/epoch/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1",schema:1,parentSchema:schema30,data:data4};
if(vErrors === null){
vErrors = [err18];
}
else {
vErrors.push(err18);
}
errors++;
}
}
}
if(data1.registers !== undefined){
let data5 = data1.registers;
if(Array.isArray(data5)){
if(data5.length > 16){
const err19 = {instancePath:instancePath+"/meters/" + i0+"/registers",schemaPath:"#/properties/meters/items/properties/registers/maxItems",keyword:"maxItems",params:{limit: 16},message:"must NOT have more than 16 items",schema:16,parentSchema:schema124.properties.meters.items.properties.registers,data:data5};
if(vErrors === null){
vErrors = [err19];
}
else {
vErrors.push(err19);
}
errors++;
}
if(data5.length < 1){
const err20 = {instancePath:instancePath+"/meters/" + i0+"/registers",schemaPath:"#/properties/meters/items/properties/registers/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items",schema:1,parentSchema:schema124.properties.meters.items.properties.registers,data:data5};
if(vErrors === null){
vErrors = [err20];
}
else {
vErrors.push(err20);
}
errors++;
}
const len1 = data5.length;
for(let i1=0; i1<len1; i1++){
let data6 = data5[i1];
if(typeof data6 === "string"){
if(!pattern11.test(data6)){
const err21 = {instancePath:instancePath+"/meters/" + i0+"/registers/" + i1,schemaPath:"defs.schema.json#/definitions/register/pattern",keyword:"pattern",params:{pattern: "^[0-9]{1,3}-[0-9]{1,3}:[0-9]{1,3}\\.[0-9]{1,3}\\.[0-9]{1,3}$"},message:"must match pattern \""+"^[0-9]{1,3}-[0-9]{1,3}:[0-9]{1,3}\\.[0-9]{1,3}\\.[0-9]{1,3}$"+"\"",schema:"^[0-9]{1,3}-[0-9]{1,3}:[0-9]{1,3}\\.[0-9]{1,3}\\.[0-9]{1,3}$",parentSchema:schema31,data:data6};
if(vErrors === null){
vErrors = [err21];
}
else {
vErrors.push(err21);
}
errors++;
}
}
else {
const err22 = {instancePath:instancePath+"/meters/" + i0+"/registers/" + i1,schemaPath:"defs.schema.json#/definitions/register/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema31.type,parentSchema:schema31,data:data6};
if(vErrors === null){
vErrors = [err22];
}
else {
vErrors.push(err22);
}
errors++;
}
}
}
else {
const err23 = {instancePath:instancePath+"/meters/" + i0+"/registers",schemaPath:"#/properties/meters/items/properties/registers/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema124.properties.meters.items.properties.registers.type,parentSchema:schema124.properties.meters.items.properties.registers,data:data5};
if(vErrors === null){
vErrors = [err23];
}
else {
vErrors.push(err23);
}
errors++;
}
}
if(data1.identity !== undefined){
let data7 = data1.identity;
if(typeof data7 === "string"){
if(!pattern1.test(data7)){
const err24 = {instancePath:instancePath+"/meters/" + i0+"/identity",schemaPath:"defs.schema.json#/definitions/bytes32/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9_-]{43}$"},message:"must match pattern \""+"^[A-Za-z0-9_-]{43}$"+"\"",schema:"^[A-Za-z0-9_-]{43}$",parentSchema:schema17,data:data7};
if(vErrors === null){
vErrors = [err24];
}
else {
vErrors.push(err24);
}
errors++;
}
}
else {
const err25 = {instancePath:instancePath+"/meters/" + i0+"/identity",schemaPath:"defs.schema.json#/definitions/bytes32/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema17.type,parentSchema:schema17,data:data7};
if(vErrors === null){
vErrors = [err25];
}
else {
vErrors.push(err25);
}
errors++;
}
}
if(data1.agreement !== undefined){
let data8 = data1.agreement;
if(typeof data8 === "string"){
if(!pattern1.test(data8)){
const err26 = {instancePath:instancePath+"/meters/" + i0+"/agreement",schemaPath:"defs.schema.json#/definitions/bytes32/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9_-]{43}$"},message:"must match pattern \""+"^[A-Za-z0-9_-]{43}$"+"\"",schema:"^[A-Za-z0-9_-]{43}$",parentSchema:schema17,data:data8};
if(vErrors === null){
vErrors = [err26];
}
else {
vErrors.push(err26);
}
errors++;
}
}
else {
const err27 = {instancePath:instancePath+"/meters/" + i0+"/agreement",schemaPath:"defs.schema.json#/definitions/bytes32/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema17.type,parentSchema:schema17,data:data8};
if(vErrors === null){
vErrors = [err27];
}
else {
vErrors.push(err27);
}
errors++;
}
}
if(data1.split !== undefined){
let data9 = data1.split;
if(typeof data9 === "string"){
if(!pattern1.test(data9)){
const err28 = {instancePath:instancePath+"/meters/" + i0+"/split",schemaPath:"defs.schema.json#/definitions/bytes32/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9_-]{43}$"},message:"must match pattern \""+"^[A-Za-z0-9_-]{43}$"+"\"",schema:"^[A-Za-z0-9_-]{43}$",parentSchema:schema17,data:data9};
if(vErrors === null){
vErrors = [err28];
}
else {
vErrors.push(err28);
}
errors++;
}
}
else {
const err29 = {instancePath:instancePath+"/meters/" + i0+"/split",schemaPath:"defs.schema.json#/definitions/bytes32/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema17.type,parentSchema:schema17,data:data9};
if(vErrors === null){
vErrors = [err29];
}
else {
vErrors.push(err29);
}
errors++;
}
}
}
else {
const err30 = {instancePath:instancePath+"/meters/" + i0,schemaPath:"#/properties/meters/items/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema124.properties.meters.items.type,parentSchema:schema124.properties.meters.items,data:data1};
if(vErrors === null){
vErrors = [err30];
}
else {
vErrors.push(err30);
}
errors++;
}
}
}
else {
const err31 = {instancePath:instancePath+"/meters",schemaPath:"#/properties/meters/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema124.properties.meters.type,parentSchema:schema124.properties.meters,data:data0};
if(vErrors === null){
vErrors = [err31];
}
else {
vErrors.push(err31);
}
errors++;
}
}
}
else {
const err32 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema124.type,parentSchema:schema124,data};
if(vErrors === null){
vErrors = [err32];
}
else {
vErrors.push(err32);
}
errors++;
}
validate40.errors = vErrors;
return errors === 0;
}

const tariff = validate41;
const schema132 = {"$schema":"http://json-schema.org/draft-07/schema#","$id":"tariff.schema.json","title":"TariffDocument","type":"object","additionalProperties":false,"required":["version","id","revision","title","currency","decimals","timeZone","components"],"properties":{"version":{"const":1,"type":"integer"},"id":{"type":"string","minLength":1,"maxLength":48,"pattern":"^[A-Za-z0-9][A-Za-z0-9_-]*$"},"revision":{"type":"integer","minimum":1,"maximum":1000000},"title":{"type":"string","minLength":1,"maxLength":120},"currency":{"type":"string","pattern":"^[A-Z]{3}$"},"decimals":{"type":"integer","minimum":0,"maximum":6},"timeZone":{"type":"string","minLength":1,"maxLength":64,"pattern":"^[A-Za-z0-9_+/-]+$"},"components":{"type":"array","minItems":1,"maxItems":16,"items":{"type":"object","required":["kind"],"discriminator":{"propertyName":"kind"},"oneOf":[{"title":"FlatComponent","type":"object","additionalProperties":false,"required":["id","title","vatPpm","kind","microPerKwh"],"properties":{"id":{"$ref":"defs.schema.json#/definitions/componentId"},"title":{"$ref":"defs.schema.json#/definitions/componentTitle"},"vatPpm":{"$ref":"defs.schema.json#/definitions/vatPpm"},"kind":{"const":"flat","type":"string"},"microPerKwh":{"$ref":"defs.schema.json#/definitions/microPerKwh"}}},{"title":"BlockComponent","type":"object","additionalProperties":false,"required":["id","title","vatPpm","kind","tiers","isProrated"],"properties":{"id":{"$ref":"defs.schema.json#/definitions/componentId"},"title":{"$ref":"defs.schema.json#/definitions/componentTitle"},"vatPpm":{"$ref":"defs.schema.json#/definitions/vatPpm"},"kind":{"const":"block","type":"string"},"tiers":{"type":"array","minItems":2,"maxItems":16,"items":{"title":"Tier","type":"object","additionalProperties":false,"required":["microPerKwh"],"properties":{"untilWh":{"type":"integer","minimum":1,"maximum":1000000000000},"microPerKwh":{"$ref":"defs.schema.json#/definitions/microPerKwh"}}}},"isProrated":{"type":"boolean"}}},{"title":"TimeOfUseComponent","type":"object","additionalProperties":false,"required":["id","title","vatPpm","kind","rates","seasons"],"properties":{"id":{"$ref":"defs.schema.json#/definitions/componentId"},"title":{"$ref":"defs.schema.json#/definitions/componentTitle"},"vatPpm":{"$ref":"defs.schema.json#/definitions/vatPpm"},"kind":{"const":"time-of-use","type":"string"},"rates":{"type":"array","minItems":2,"maxItems":8,"items":{"title":"TimeRate","type":"object","additionalProperties":false,"required":["name","microPerKwh"],"properties":{"name":{"$ref":"defs.schema.json#/definitions/rateName"},"microPerKwh":{"$ref":"defs.schema.json#/definitions/microPerKwh"}}}},"seasons":{"type":"array","minItems":1,"maxItems":12,"items":{"title":"Season","type":"object","additionalProperties":false,"required":["from","weekday"],"properties":{"from":{"type":"string","pattern":"^(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$"},"weekday":{"$ref":"defs.schema.json#/definitions/dayPlan"},"weekend":{"$ref":"defs.schema.json#/definitions/dayPlan"}}}}}},{"title":"DynamicComponent","type":"object","additionalProperties":false,"required":["id","title","vatPpm","kind","levels","prices"],"properties":{"id":{"$ref":"defs.schema.json#/definitions/componentId"},"title":{"$ref":"defs.schema.json#/definitions/componentTitle"},"vatPpm":{"$ref":"defs.schema.json#/definitions/vatPpm"},"kind":{"const":"dynamic","type":"string"},"levels":{"type":"integer","minimum":1,"maximum":8},"prices":{"title":"PriceSeries","type":"object","additionalProperties":false,"required":["beginsAtSeconds","stepSeconds","microPerKwh"],"properties":{"beginsAtSeconds":{"type":"integer","minimum":0,"maximum":253402300799},"stepSeconds":{"type":"integer","minimum":60,"maximum":86400},"microPerKwh":{"type":"array","items":{"$ref":"defs.schema.json#/definitions/microPerKwh"},"minItems":1,"maxItems":100000}}}}},{"title":"StandingComponent","type":"object","additionalProperties":false,"required":["id","title","vatPpm","kind","per","micro"],"properties":{"id":{"$ref":"defs.schema.json#/definitions/componentId"},"title":{"$ref":"defs.schema.json#/definitions/componentTitle"},"vatPpm":{"$ref":"defs.schema.json#/definitions/vatPpm"},"kind":{"const":"standing","type":"string"},"per":{"type":"string","enum":["day","window"]},"micro":{"type":"integer","minimum":-1000000000000,"maximum":1000000000000}}},{"title":"ExportComponent","type":"object","additionalProperties":false,"required":["id","title","vatPpm","kind","microPerKwh"],"properties":{"id":{"$ref":"defs.schema.json#/definitions/componentId"},"title":{"$ref":"defs.schema.json#/definitions/componentTitle"},"vatPpm":{"$ref":"defs.schema.json#/definitions/vatPpm"},"kind":{"const":"export","type":"string"},"microPerKwh":{"$ref":"defs.schema.json#/definitions/microPerKwh"}}}]}}}};
const schema133 = {"type":"string","pattern":"^[a-z][a-z0-9-]{0,31}$"};
const schema134 = {"type":"string","minLength":1,"maxLength":80};
const schema135 = {"type":"integer","minimum":0,"maximum":1000000};
const schema136 = {"type":"integer","minimum":-1000000000,"maximum":1000000000};
const pattern76 = new RegExp("^[A-Za-z0-9][A-Za-z0-9_-]*$", "u");
const pattern77 = new RegExp("^[A-Z]{3}$", "u");
const pattern78 = new RegExp("^[A-Za-z0-9_+/-]+$", "u");
const pattern83 = new RegExp("^(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$", "u");
const schema146 = {"type":"array","minItems":1,"maxItems":24,"items":{"title":"DayPart","type":"object","additionalProperties":false,"required":["from","rate"],"properties":{"from":{"type":"string","pattern":"^([01][0-9]|2[0-3]):[0-5][0-9]$"},"rate":{"$ref":"defs.schema.json#/definitions/rateName"}}}};
const pattern84 = new RegExp("^([01][0-9]|2[0-3]):[0-5][0-9]$", "u");

function validate42(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(Array.isArray(data)){
if(data.length > 24){
const err0 = {instancePath,schemaPath:"#/maxItems",keyword:"maxItems",params:{limit: 24},message:"must NOT have more than 24 items",schema:24,parentSchema:schema146,data};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(data.length < 1){
const err1 = {instancePath,schemaPath:"#/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items",schema:1,parentSchema:schema146,data};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
const len0 = data.length;
for(let i0=0; i0<len0; i0++){
let data0 = data[i0];
if(data0 && typeof data0 == "object" && !Array.isArray(data0)){
if(data0.from === undefined){
const err2 = {instancePath:instancePath+"/" + i0,schemaPath:"#/items/required",keyword:"required",params:{missingProperty: "from"},message:"must have required property '"+"from"+"'",schema:schema146.items.required,parentSchema:schema146.items,data:data0};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
if(data0.rate === undefined){
const err3 = {instancePath:instancePath+"/" + i0,schemaPath:"#/items/required",keyword:"required",params:{missingProperty: "rate"},message:"must have required property '"+"rate"+"'",schema:schema146.items.required,parentSchema:schema146.items,data:data0};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
for(const key0 in data0){
if(!((key0 === "from") || (key0 === "rate"))){
const err4 = {instancePath:instancePath+"/" + i0,schemaPath:"#/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties",schema:false,parentSchema:schema146.items,data:data0};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
}
if(data0.from !== undefined){
let data1 = data0.from;
if(typeof data1 === "string"){
if(!pattern84.test(data1)){
const err5 = {instancePath:instancePath+"/" + i0+"/from",schemaPath:"#/items/properties/from/pattern",keyword:"pattern",params:{pattern: "^([01][0-9]|2[0-3]):[0-5][0-9]$"},message:"must match pattern \""+"^([01][0-9]|2[0-3]):[0-5][0-9]$"+"\"",schema:"^([01][0-9]|2[0-3]):[0-5][0-9]$",parentSchema:schema146.items.properties.from,data:data1};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
}
else {
const err6 = {instancePath:instancePath+"/" + i0+"/from",schemaPath:"#/items/properties/from/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema146.items.properties.from.type,parentSchema:schema146.items.properties.from,data:data1};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
}
if(data0.rate !== undefined){
let data2 = data0.rate;
if(typeof data2 === "string"){
if(!pattern47.test(data2)){
const err7 = {instancePath:instancePath+"/" + i0+"/rate",schemaPath:"defs.schema.json#/definitions/rateName/pattern",keyword:"pattern",params:{pattern: "^[a-z][a-z0-9-]{0,31}$"},message:"must match pattern \""+"^[a-z][a-z0-9-]{0,31}$"+"\"",schema:"^[a-z][a-z0-9-]{0,31}$",parentSchema:schema93,data:data2};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
}
else {
const err8 = {instancePath:instancePath+"/" + i0+"/rate",schemaPath:"defs.schema.json#/definitions/rateName/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema93.type,parentSchema:schema93,data:data2};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
}
}
else {
const err9 = {instancePath:instancePath+"/" + i0,schemaPath:"#/items/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema146.items.type,parentSchema:schema146.items,data:data0};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
}
}
else {
const err10 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema146.type,parentSchema:schema146,data};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
validate42.errors = vErrors;
return errors === 0;
}


function validate41(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="tariff.schema.json" */;
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.version === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "version"},message:"must have required property '"+"version"+"'",schema:schema132.required,parentSchema:schema132,data};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(data.id === undefined){
const err1 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "id"},message:"must have required property '"+"id"+"'",schema:schema132.required,parentSchema:schema132,data};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
if(data.revision === undefined){
const err2 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "revision"},message:"must have required property '"+"revision"+"'",schema:schema132.required,parentSchema:schema132,data};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
if(data.title === undefined){
const err3 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "title"},message:"must have required property '"+"title"+"'",schema:schema132.required,parentSchema:schema132,data};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
if(data.currency === undefined){
const err4 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "currency"},message:"must have required property '"+"currency"+"'",schema:schema132.required,parentSchema:schema132,data};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
if(data.decimals === undefined){
const err5 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "decimals"},message:"must have required property '"+"decimals"+"'",schema:schema132.required,parentSchema:schema132,data};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
if(data.timeZone === undefined){
const err6 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "timeZone"},message:"must have required property '"+"timeZone"+"'",schema:schema132.required,parentSchema:schema132,data};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
if(data.components === undefined){
const err7 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "components"},message:"must have required property '"+"components"+"'",schema:schema132.required,parentSchema:schema132,data};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
for(const key0 in data){
if(!((((((((key0 === "version") || (key0 === "id")) || (key0 === "revision")) || (key0 === "title")) || (key0 === "currency")) || (key0 === "decimals")) || (key0 === "timeZone")) || (key0 === "components"))){
const err8 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties",schema:false,parentSchema:schema132,data};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
}
if(data.version !== undefined){
let data0 = data.version;
if(!(((typeof data0 == "number") && (!(data0 % 1) && !isNaN(data0))) && (isFinite(data0)))){
const err9 = {instancePath:instancePath+"/version",schemaPath:"#/properties/version/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema132.properties.version.type,parentSchema:schema132.properties.version,data:data0};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
if(1 !== data0){
const err10 = {instancePath:instancePath+"/version",schemaPath:"#/properties/version/const",keyword:"const",params:{allowedValue: 1},message:"must be equal to constant",schema:1,parentSchema:schema132.properties.version,data:data0};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
}
if(data.id !== undefined){
let data1 = data.id;
if(typeof data1 === "string"){
if(func2(data1) > 48){
const err11 = {instancePath:instancePath+"/id",schemaPath:"#/properties/id/maxLength",keyword:"maxLength",params:{limit: 48},message:"must NOT have more than 48 characters",schema:48,parentSchema:schema132.properties.id,data:data1};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
if(func2(data1) < 1){
const err12 = {instancePath:instancePath+"/id",schemaPath:"#/properties/id/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema132.properties.id,data:data1};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
if(!pattern76.test(data1)){
const err13 = {instancePath:instancePath+"/id",schemaPath:"#/properties/id/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9][A-Za-z0-9_-]*$"},message:"must match pattern \""+"^[A-Za-z0-9][A-Za-z0-9_-]*$"+"\"",schema:"^[A-Za-z0-9][A-Za-z0-9_-]*$",parentSchema:schema132.properties.id,data:data1};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
}
else {
const err14 = {instancePath:instancePath+"/id",schemaPath:"#/properties/id/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema132.properties.id.type,parentSchema:schema132.properties.id,data:data1};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
}
if(data.revision !== undefined){
let data2 = data.revision;
if(!(((typeof data2 == "number") && (!(data2 % 1) && !isNaN(data2))) && (isFinite(data2)))){
const err15 = {instancePath:instancePath+"/revision",schemaPath:"#/properties/revision/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema132.properties.revision.type,parentSchema:schema132.properties.revision,data:data2};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
if((typeof data2 == "number") && (isFinite(data2))){
if(data2 > 1000000 || isNaN(data2)){
const err16 = {instancePath:instancePath+"/revision",schemaPath:"#/properties/revision/maximum",keyword:"maximum",params:{comparison: "<=", limit: 1000000},message:"must be <= 1000000",schema:1000000,parentSchema:schema132.properties.revision,data:data2};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
if(data2 < 1 || isNaN(data2)){
const err17 = {instancePath:instancePath+"/revision",schemaPath:"#/properties/revision/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1",schema:1,parentSchema:schema132.properties.revision,data:data2};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
}
}
if(data.title !== undefined){
let data3 = data.title;
if(typeof data3 === "string"){
if(func2(data3) > 120){
const err18 = {instancePath:instancePath+"/title",schemaPath:"#/properties/title/maxLength",keyword:"maxLength",params:{limit: 120},message:"must NOT have more than 120 characters",schema:120,parentSchema:schema132.properties.title,data:data3};
if(vErrors === null){
vErrors = [err18];
}
else {
vErrors.push(err18);
}
errors++;
}
if(func2(data3) < 1){
const err19 = {instancePath:instancePath+"/title",schemaPath:"#/properties/title/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema132.properties.title,data:data3};
if(vErrors === null){
vErrors = [err19];
}
else {
vErrors.push(err19);
}
errors++;
}
}
else {
const err20 = {instancePath:instancePath+"/title",schemaPath:"#/properties/title/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema132.properties.title.type,parentSchema:schema132.properties.title,data:data3};
if(vErrors === null){
vErrors = [err20];
}
else {
vErrors.push(err20);
}
errors++;
}
}
if(data.currency !== undefined){
let data4 = data.currency;
if(typeof data4 === "string"){
if(!pattern77.test(data4)){
const err21 = {instancePath:instancePath+"/currency",schemaPath:"#/properties/currency/pattern",keyword:"pattern",params:{pattern: "^[A-Z]{3}$"},message:"must match pattern \""+"^[A-Z]{3}$"+"\"",schema:"^[A-Z]{3}$",parentSchema:schema132.properties.currency,data:data4};
if(vErrors === null){
vErrors = [err21];
}
else {
vErrors.push(err21);
}
errors++;
}
}
else {
const err22 = {instancePath:instancePath+"/currency",schemaPath:"#/properties/currency/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema132.properties.currency.type,parentSchema:schema132.properties.currency,data:data4};
if(vErrors === null){
vErrors = [err22];
}
else {
vErrors.push(err22);
}
errors++;
}
}
if(data.decimals !== undefined){
let data5 = data.decimals;
if(!(((typeof data5 == "number") && (!(data5 % 1) && !isNaN(data5))) && (isFinite(data5)))){
const err23 = {instancePath:instancePath+"/decimals",schemaPath:"#/properties/decimals/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema132.properties.decimals.type,parentSchema:schema132.properties.decimals,data:data5};
if(vErrors === null){
vErrors = [err23];
}
else {
vErrors.push(err23);
}
errors++;
}
if((typeof data5 == "number") && (isFinite(data5))){
if(data5 > 6 || isNaN(data5)){
const err24 = {instancePath:instancePath+"/decimals",schemaPath:"#/properties/decimals/maximum",keyword:"maximum",params:{comparison: "<=", limit: 6},message:"must be <= 6",schema:6,parentSchema:schema132.properties.decimals,data:data5};
if(vErrors === null){
vErrors = [err24];
}
else {
vErrors.push(err24);
}
errors++;
}
if(data5 < 0 || isNaN(data5)){
const err25 = {instancePath:instancePath+"/decimals",schemaPath:"#/properties/decimals/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0",schema:0,parentSchema:schema132.properties.decimals,data:data5};
if(vErrors === null){
vErrors = [err25];
}
else {
vErrors.push(err25);
}
errors++;
}
}
}
if(data.timeZone !== undefined){
let data6 = data.timeZone;
if(typeof data6 === "string"){
if(func2(data6) > 64){
const err26 = {instancePath:instancePath+"/timeZone",schemaPath:"#/properties/timeZone/maxLength",keyword:"maxLength",params:{limit: 64},message:"must NOT have more than 64 characters",schema:64,parentSchema:schema132.properties.timeZone,data:data6};
if(vErrors === null){
vErrors = [err26];
}
else {
vErrors.push(err26);
}
errors++;
}
if(func2(data6) < 1){
const err27 = {instancePath:instancePath+"/timeZone",schemaPath:"#/properties/timeZone/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema132.properties.timeZone,data:data6};
if(vErrors === null){
vErrors = [err27];
}
else {
vErrors.push(err27);
}
errors++;
}
if(!pattern78.test(data6)){
const err28 = {instancePath:instancePath+"/timeZone",schemaPath:"#/properties/timeZone/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9_+/-]+$"},message:"must match pattern \""+"^[A-Za-z0-9_+/-]+$"+"\"",schema:"^[A-Za-z0-9_+/-]+$",parentSchema:schema132.properties.timeZone,data:data6};
if(vErrors === null){
vErrors = [err28];
}
else {
vErrors.push(err28);
}
errors++;
}
}
else {
const err29 = {instancePath:instancePath+"/timeZone",schemaPath:"#/properties/timeZone/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema132.properties.timeZone.type,parentSchema:schema132.properties.timeZone,data:data6};
if(vErrors === null){
vErrors = [err29];
}
else {
vErrors.push(err29);
}
errors++;
}
}
if(data.components !== undefined){
let data7 = data.components;
if(Array.isArray(data7)){
if(data7.length > 16){
const err30 = {instancePath:instancePath+"/components",schemaPath:"#/properties/components/maxItems",keyword:"maxItems",params:{limit: 16},message:"must NOT have more than 16 items",schema:16,parentSchema:schema132.properties.components,data:data7};
if(vErrors === null){
vErrors = [err30];
}
else {
vErrors.push(err30);
}
errors++;
}
if(data7.length < 1){
const err31 = {instancePath:instancePath+"/components",schemaPath:"#/properties/components/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items",schema:1,parentSchema:schema132.properties.components,data:data7};
if(vErrors === null){
vErrors = [err31];
}
else {
vErrors.push(err31);
}
errors++;
}
const len0 = data7.length;
for(let i0=0; i0<len0; i0++){
let data8 = data7[i0];
if(data8 && typeof data8 == "object" && !Array.isArray(data8)){
if(data8.kind === undefined){
const err32 = {instancePath:instancePath+"/components/" + i0,schemaPath:"#/properties/components/items/required",keyword:"required",params:{missingProperty: "kind"},message:"must have required property '"+"kind"+"'",schema:schema132.properties.components.items.required,parentSchema:schema132.properties.components.items,data:data8};
if(vErrors === null){
vErrors = [err32];
}
else {
vErrors.push(err32);
}
errors++;
}
const tag0 = data8.kind;
if(typeof tag0 == "string"){
if(tag0 === "flat"){
if(data8 && typeof data8 == "object" && !Array.isArray(data8)){
if(data8.id === undefined){
const err33 = {instancePath:instancePath+"/components/" + i0,schemaPath:"#/properties/components/items/oneOf/0/required",keyword:"required",params:{missingProperty: "id"},message:"must have required property '"+"id"+"'",schema:schema132.properties.components.items.oneOf[0].required,parentSchema:schema132.properties.components.items.oneOf[0],data:data8};
if(vErrors === null){
vErrors = [err33];
}
else {
vErrors.push(err33);
}
errors++;
}
if(data8.title === undefined){
const err34 = {instancePath:instancePath+"/components/" + i0,schemaPath:"#/properties/components/items/oneOf/0/required",keyword:"required",params:{missingProperty: "title"},message:"must have required property '"+"title"+"'",schema:schema132.properties.components.items.oneOf[0].required,parentSchema:schema132.properties.components.items.oneOf[0],data:data8};
if(vErrors === null){
vErrors = [err34];
}
else {
vErrors.push(err34);
}
errors++;
}
if(data8.vatPpm === undefined){
const err35 = {instancePath:instancePath+"/components/" + i0,schemaPath:"#/properties/components/items/oneOf/0/required",keyword:"required",params:{missingProperty: "vatPpm"},message:"must have required property '"+"vatPpm"+"'",schema:schema132.properties.components.items.oneOf[0].required,parentSchema:schema132.properties.components.items.oneOf[0],data:data8};
if(vErrors === null){
vErrors = [err35];
}
else {
vErrors.push(err35);
}
errors++;
}
if(data8.kind === undefined){
const err36 = {instancePath:instancePath+"/components/" + i0,schemaPath:"#/properties/components/items/oneOf/0/required",keyword:"required",params:{missingProperty: "kind"},message:"must have required property '"+"kind"+"'",schema:schema132.properties.components.items.oneOf[0].required,parentSchema:schema132.properties.components.items.oneOf[0],data:data8};
if(vErrors === null){
vErrors = [err36];
}
else {
vErrors.push(err36);
}
errors++;
}
if(data8.microPerKwh === undefined){
const err37 = {instancePath:instancePath+"/components/" + i0,schemaPath:"#/properties/components/items/oneOf/0/required",keyword:"required",params:{missingProperty: "microPerKwh"},message:"must have required property '"+"microPerKwh"+"'",schema:schema132.properties.components.items.oneOf[0].required,parentSchema:schema132.properties.components.items.oneOf[0],data:data8};
if(vErrors === null){
vErrors = [err37];
}
else {
vErrors.push(err37);
}
errors++;
}
for(const key1 in data8){
if(!(((((key1 === "id") || (key1 === "title")) || (key1 === "vatPpm")) || (key1 === "kind")) || (key1 === "microPerKwh"))){
const err38 = {instancePath:instancePath+"/components/" + i0,schemaPath:"#/properties/components/items/oneOf/0/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key1},message:"must NOT have additional properties",schema:false,parentSchema:schema132.properties.components.items.oneOf[0],data:data8};
if(vErrors === null){
vErrors = [err38];
}
else {
vErrors.push(err38);
}
errors++;
}
}
if(data8.id !== undefined){
let data9 = data8.id;
if(typeof data9 === "string"){
if(!pattern47.test(data9)){
const err39 = {instancePath:instancePath+"/components/" + i0+"/id",schemaPath:"defs.schema.json#/definitions/componentId/pattern",keyword:"pattern",params:{pattern: "^[a-z][a-z0-9-]{0,31}$"},message:"must match pattern \""+"^[a-z][a-z0-9-]{0,31}$"+"\"",schema:"^[a-z][a-z0-9-]{0,31}$",parentSchema:schema133,data:data9};
if(vErrors === null){
vErrors = [err39];
}
else {
vErrors.push(err39);
}
errors++;
}
}
else {
const err40 = {instancePath:instancePath+"/components/" + i0+"/id",schemaPath:"defs.schema.json#/definitions/componentId/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema133.type,parentSchema:schema133,data:data9};
if(vErrors === null){
vErrors = [err40];
}
else {
vErrors.push(err40);
}
errors++;
}
}
if(data8.title !== undefined){
let data10 = data8.title;
if(typeof data10 === "string"){
if(func2(data10) > 80){
const err41 = {instancePath:instancePath+"/components/" + i0+"/title",schemaPath:"defs.schema.json#/definitions/componentTitle/maxLength",keyword:"maxLength",params:{limit: 80},message:"must NOT have more than 80 characters",schema:80,parentSchema:schema134,data:data10};
if(vErrors === null){
vErrors = [err41];
}
else {
vErrors.push(err41);
}
errors++;
}
if(func2(data10) < 1){
const err42 = {instancePath:instancePath+"/components/" + i0+"/title",schemaPath:"defs.schema.json#/definitions/componentTitle/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema134,data:data10};
if(vErrors === null){
vErrors = [err42];
}
else {
vErrors.push(err42);
}
errors++;
}
}
else {
const err43 = {instancePath:instancePath+"/components/" + i0+"/title",schemaPath:"defs.schema.json#/definitions/componentTitle/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema134.type,parentSchema:schema134,data:data10};
if(vErrors === null){
vErrors = [err43];
}
else {
vErrors.push(err43);
}
errors++;
}
}
if(data8.vatPpm !== undefined){
let data11 = data8.vatPpm;
if(!(((typeof data11 == "number") && (!(data11 % 1) && !isNaN(data11))) && (isFinite(data11)))){
const err44 = {instancePath:instancePath+"/components/" + i0+"/vatPpm",schemaPath:"defs.schema.json#/definitions/vatPpm/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema135.type,parentSchema:schema135,data:data11};
if(vErrors === null){
vErrors = [err44];
}
else {
vErrors.push(err44);
}
errors++;
}
if((typeof data11 == "number") && (isFinite(data11))){
if(data11 > 1000000 || isNaN(data11)){
const err45 = {instancePath:instancePath+"/components/" + i0+"/vatPpm",schemaPath:"defs.schema.json#/definitions/vatPpm/maximum",keyword:"maximum",params:{comparison: "<=", limit: 1000000},message:"must be <= 1000000",schema:1000000,parentSchema:schema135,data:data11};
if(vErrors === null){
vErrors = [err45];
}
else {
vErrors.push(err45);
}
errors++;
}
if(data11 < 0 || isNaN(data11)){
const err46 = {instancePath:instancePath+"/components/" + i0+"/vatPpm",schemaPath:"defs.schema.json#/definitions/vatPpm/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0",schema:0,parentSchema:schema135,data:data11};
if(vErrors === null){
vErrors = [err46];
}
else {
vErrors.push(err46);
}
errors++;
}
}
}
if(data8.kind !== undefined){
let data12 = data8.kind;
if(typeof data12 !== "string"){
const err47 = {instancePath:instancePath+"/components/" + i0+"/kind",schemaPath:"#/properties/components/items/oneOf/0/properties/kind/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema132.properties.components.items.oneOf[0].properties.kind.type,parentSchema:schema132.properties.components.items.oneOf[0].properties.kind,data:data12};
if(vErrors === null){
vErrors = [err47];
}
else {
vErrors.push(err47);
}
errors++;
}
if("flat" !== data12){
const err48 = {instancePath:instancePath+"/components/" + i0+"/kind",schemaPath:"#/properties/components/items/oneOf/0/properties/kind/const",keyword:"const",params:{allowedValue: "flat"},message:"must be equal to constant",schema:"flat",parentSchema:schema132.properties.components.items.oneOf[0].properties.kind,data:data12};
if(vErrors === null){
vErrors = [err48];
}
else {
vErrors.push(err48);
}
errors++;
}
}
if(data8.microPerKwh !== undefined){
let data13 = data8.microPerKwh;
if(!(((typeof data13 == "number") && (!(data13 % 1) && !isNaN(data13))) && (isFinite(data13)))){
const err49 = {instancePath:instancePath+"/components/" + i0+"/microPerKwh",schemaPath:"defs.schema.json#/definitions/microPerKwh/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema136.type,parentSchema:schema136,data:data13};
if(vErrors === null){
vErrors = [err49];
}
else {
vErrors.push(err49);
}
errors++;
}
if((typeof data13 == "number") && (isFinite(data13))){
if(data13 > 1000000000 || isNaN(data13)){
const err50 = {instancePath:instancePath+"/components/" + i0+"/microPerKwh",schemaPath:"defs.schema.json#/definitions/microPerKwh/maximum",keyword:"maximum",params:{comparison: "<=", limit: 1000000000},message:"must be <= 1000000000",schema:1000000000,parentSchema:schema136,data:data13};
if(vErrors === null){
vErrors = [err50];
}
else {
vErrors.push(err50);
}
errors++;
}
if(data13 < -1000000000 || isNaN(data13)){
const err51 = {instancePath:instancePath+"/components/" + i0+"/microPerKwh",schemaPath:"defs.schema.json#/definitions/microPerKwh/minimum",keyword:"minimum",params:{comparison: ">=", limit: -1000000000},message:"must be >= -1000000000",schema:-1000000000,parentSchema:schema136,data:data13};
if(vErrors === null){
vErrors = [err51];
}
else {
vErrors.push(err51);
}
errors++;
}
}
}
}
else {
const err52 = {instancePath:instancePath+"/components/" + i0,schemaPath:"#/properties/components/items/oneOf/0/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema132.properties.components.items.oneOf[0].type,parentSchema:schema132.properties.components.items.oneOf[0],data:data8};
if(vErrors === null){
vErrors = [err52];
}
else {
vErrors.push(err52);
}
errors++;
}
}
else if(tag0 === "block"){
if(data8 && typeof data8 == "object" && !Array.isArray(data8)){
if(data8.id === undefined){
const err53 = {instancePath:instancePath+"/components/" + i0,schemaPath:"#/properties/components/items/oneOf/1/required",keyword:"required",params:{missingProperty: "id"},message:"must have required property '"+"id"+"'",schema:schema132.properties.components.items.oneOf[1].required,parentSchema:schema132.properties.components.items.oneOf[1],data:data8};
if(vErrors === null){
vErrors = [err53];
}
else {
vErrors.push(err53);
}
errors++;
}
if(data8.title === undefined){
const err54 = {instancePath:instancePath+"/components/" + i0,schemaPath:"#/properties/components/items/oneOf/1/required",keyword:"required",params:{missingProperty: "title"},message:"must have required property '"+"title"+"'",schema:schema132.properties.components.items.oneOf[1].required,parentSchema:schema132.properties.components.items.oneOf[1],data:data8};
if(vErrors === null){
vErrors = [err54];
}
else {
vErrors.push(err54);
}
errors++;
}
if(data8.vatPpm === undefined){
const err55 = {instancePath:instancePath+"/components/" + i0,schemaPath:"#/properties/components/items/oneOf/1/required",keyword:"required",params:{missingProperty: "vatPpm"},message:"must have required property '"+"vatPpm"+"'",schema:schema132.properties.components.items.oneOf[1].required,parentSchema:schema132.properties.components.items.oneOf[1],data:data8};
if(vErrors === null){
vErrors = [err55];
}
else {
vErrors.push(err55);
}
errors++;
}
if(data8.kind === undefined){
const err56 = {instancePath:instancePath+"/components/" + i0,schemaPath:"#/properties/components/items/oneOf/1/required",keyword:"required",params:{missingProperty: "kind"},message:"must have required property '"+"kind"+"'",schema:schema132.properties.components.items.oneOf[1].required,parentSchema:schema132.properties.components.items.oneOf[1],data:data8};
if(vErrors === null){
vErrors = [err56];
}
else {
vErrors.push(err56);
}
errors++;
}
if(data8.tiers === undefined){
const err57 = {instancePath:instancePath+"/components/" + i0,schemaPath:"#/properties/components/items/oneOf/1/required",keyword:"required",params:{missingProperty: "tiers"},message:"must have required property '"+"tiers"+"'",schema:schema132.properties.components.items.oneOf[1].required,parentSchema:schema132.properties.components.items.oneOf[1],data:data8};
if(vErrors === null){
vErrors = [err57];
}
else {
vErrors.push(err57);
}
errors++;
}
if(data8.isProrated === undefined){
const err58 = {instancePath:instancePath+"/components/" + i0,schemaPath:"#/properties/components/items/oneOf/1/required",keyword:"required",params:{missingProperty: "isProrated"},message:"must have required property '"+"isProrated"+"'",schema:schema132.properties.components.items.oneOf[1].required,parentSchema:schema132.properties.components.items.oneOf[1],data:data8};
if(vErrors === null){
vErrors = [err58];
}
else {
vErrors.push(err58);
}
errors++;
}
for(const key2 in data8){
if(!((((((key2 === "id") || (key2 === "title")) || (key2 === "vatPpm")) || (key2 === "kind")) || (key2 === "tiers")) || (key2 === "isProrated"))){
const err59 = {instancePath:instancePath+"/components/" + i0,schemaPath:"#/properties/components/items/oneOf/1/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key2},message:"must NOT have additional properties",schema:false,parentSchema:schema132.properties.components.items.oneOf[1],data:data8};
if(vErrors === null){
vErrors = [err59];
}
else {
vErrors.push(err59);
}
errors++;
}
}
if(data8.id !== undefined){
let data14 = data8.id;
if(typeof data14 === "string"){
if(!pattern47.test(data14)){
const err60 = {instancePath:instancePath+"/components/" + i0+"/id",schemaPath:"defs.schema.json#/definitions/componentId/pattern",keyword:"pattern",params:{pattern: "^[a-z][a-z0-9-]{0,31}$"},message:"must match pattern \""+"^[a-z][a-z0-9-]{0,31}$"+"\"",schema:"^[a-z][a-z0-9-]{0,31}$",parentSchema:schema133,data:data14};
if(vErrors === null){
vErrors = [err60];
}
else {
vErrors.push(err60);
}
errors++;
}
}
else {
const err61 = {instancePath:instancePath+"/components/" + i0+"/id",schemaPath:"defs.schema.json#/definitions/componentId/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema133.type,parentSchema:schema133,data:data14};
if(vErrors === null){
vErrors = [err61];
}
else {
vErrors.push(err61);
}
errors++;
}
}
if(data8.title !== undefined){
let data15 = data8.title;
if(typeof data15 === "string"){
if(func2(data15) > 80){
const err62 = {instancePath:instancePath+"/components/" + i0+"/title",schemaPath:"defs.schema.json#/definitions/componentTitle/maxLength",keyword:"maxLength",params:{limit: 80},message:"must NOT have more than 80 characters",schema:80,parentSchema:schema134,data:data15};
if(vErrors === null){
vErrors = [err62];
}
else {
vErrors.push(err62);
}
errors++;
}
if(func2(data15) < 1){
const err63 = {instancePath:instancePath+"/components/" + i0+"/title",schemaPath:"defs.schema.json#/definitions/componentTitle/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema134,data:data15};
if(vErrors === null){
vErrors = [err63];
}
else {
vErrors.push(err63);
}
errors++;
}
}
else {
const err64 = {instancePath:instancePath+"/components/" + i0+"/title",schemaPath:"defs.schema.json#/definitions/componentTitle/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema134.type,parentSchema:schema134,data:data15};
if(vErrors === null){
vErrors = [err64];
}
else {
vErrors.push(err64);
}
errors++;
}
}
if(data8.vatPpm !== undefined){
let data16 = data8.vatPpm;
if(!(((typeof data16 == "number") && (!(data16 % 1) && !isNaN(data16))) && (isFinite(data16)))){
const err65 = {instancePath:instancePath+"/components/" + i0+"/vatPpm",schemaPath:"defs.schema.json#/definitions/vatPpm/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema135.type,parentSchema:schema135,data:data16};
if(vErrors === null){
vErrors = [err65];
}
else {
vErrors.push(err65);
}
errors++;
}
if((typeof data16 == "number") && (isFinite(data16))){
if(data16 > 1000000 || isNaN(data16)){
const err66 = {instancePath:instancePath+"/components/" + i0+"/vatPpm",schemaPath:"defs.schema.json#/definitions/vatPpm/maximum",keyword:"maximum",params:{comparison: "<=", limit: 1000000},message:"must be <= 1000000",schema:1000000,parentSchema:schema135,data:data16};
if(vErrors === null){
vErrors = [err66];
}
else {
vErrors.push(err66);
}
errors++;
}
if(data16 < 0 || isNaN(data16)){
const err67 = {instancePath:instancePath+"/components/" + i0+"/vatPpm",schemaPath:"defs.schema.json#/definitions/vatPpm/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0",schema:0,parentSchema:schema135,data:data16};
if(vErrors === null){
vErrors = [err67];
}
else {
vErrors.push(err67);
}
errors++;
}
}
}
if(data8.kind !== undefined){
let data17 = data8.kind;
if(typeof data17 !== "string"){
const err68 = {instancePath:instancePath+"/components/" + i0+"/kind",schemaPath:"#/properties/components/items/oneOf/1/properties/kind/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema132.properties.components.items.oneOf[1].properties.kind.type,parentSchema:schema132.properties.components.items.oneOf[1].properties.kind,data:data17};
if(vErrors === null){
vErrors = [err68];
}
else {
vErrors.push(err68);
}
errors++;
}
if("block" !== data17){
const err69 = {instancePath:instancePath+"/components/" + i0+"/kind",schemaPath:"#/properties/components/items/oneOf/1/properties/kind/const",keyword:"const",params:{allowedValue: "block"},message:"must be equal to constant",schema:"block",parentSchema:schema132.properties.components.items.oneOf[1].properties.kind,data:data17};
if(vErrors === null){
vErrors = [err69];
}
else {
vErrors.push(err69);
}
errors++;
}
}
if(data8.tiers !== undefined){
let data18 = data8.tiers;
if(Array.isArray(data18)){
if(data18.length > 16){
const err70 = {instancePath:instancePath+"/components/" + i0+"/tiers",schemaPath:"#/properties/components/items/oneOf/1/properties/tiers/maxItems",keyword:"maxItems",params:{limit: 16},message:"must NOT have more than 16 items",schema:16,parentSchema:schema132.properties.components.items.oneOf[1].properties.tiers,data:data18};
if(vErrors === null){
vErrors = [err70];
}
else {
vErrors.push(err70);
}
errors++;
}
if(data18.length < 2){
const err71 = {instancePath:instancePath+"/components/" + i0+"/tiers",schemaPath:"#/properties/components/items/oneOf/1/properties/tiers/minItems",keyword:"minItems",params:{limit: 2},message:"must NOT have fewer than 2 items",schema:2,parentSchema:schema132.properties.components.items.oneOf[1].properties.tiers,data:data18};
if(vErrors === null){
vErrors = [err71];
}
else {
vErrors.push(err71);
}
errors++;
}
const len1 = data18.length;
for(let i1=0; i1<len1; i1++){
let data19 = data18[i1];
if(data19 && typeof data19 == "object" && !Array.isArray(data19)){
if(data19.microPerKwh === undefined){
const err72 = {instancePath:instancePath+"/components/" + i0+"/tiers/" + i1,schemaPath:"#/properties/components/items/oneOf/1/properties/tiers/items/required",keyword:"required",params:{missingProperty: "microPerKwh"},message:"must have required property '"+"microPerKwh"+"'",schema:schema132.properties.components.items.oneOf[1].properties.tiers.items.required,parentSchema:schema132.properties.components.items.oneOf[1].properties.tiers.items,data:data19};
if(vErrors === null){
vErrors = [err72];
}
else {
vErrors.push(err72);
}
errors++;
}
for(const key3 in data19){
if(!((key3 === "untilWh") || (key3 === "microPerKwh"))){
const err73 = {instancePath:instancePath+"/components/" + i0+"/tiers/" + i1,schemaPath:"#/properties/components/items/oneOf/1/properties/tiers/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key3},message:"must NOT have additional properties",schema:false,parentSchema:schema132.properties.components.items.oneOf[1].properties.tiers.items,data:data19};
if(vErrors === null){
vErrors = [err73];
}
else {
vErrors.push(err73);
}
errors++;
}
}
if(data19.untilWh !== undefined){
let data20 = data19.untilWh;
if(!(((typeof data20 == "number") && (!(data20 % 1) && !isNaN(data20))) && (isFinite(data20)))){
const err74 = {instancePath:instancePath+"/components/" + i0+"/tiers/" + i1+"/untilWh",schemaPath:"#/properties/components/items/oneOf/1/properties/tiers/items/properties/untilWh/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema132.properties.components.items.oneOf[1].properties.tiers.items.properties.untilWh.type,parentSchema:schema132.properties.components.items.oneOf[1].properties.tiers.items.properties.untilWh,data:data20};
if(vErrors === null){
vErrors = [err74];
}
else {
vErrors.push(err74);
}
errors++;
}
if((typeof data20 == "number") && (isFinite(data20))){
if(data20 > 1000000000000 || isNaN(data20)){
const err75 = {instancePath:instancePath+"/components/" + i0+"/tiers/" + i1+"/untilWh",schemaPath:"#/properties/components/items/oneOf/1/properties/tiers/items/properties/untilWh/maximum",keyword:"maximum",params:{comparison: "<=", limit: 1000000000000},message:"must be <= 1000000000000",schema:1000000000000,parentSchema:schema132.properties.components.items.oneOf[1].properties.tiers.items.properties.untilWh,data:data20};
if(vErrors === null){
vErrors = [err75];
}
else {
vErrors.push(err75);
}
errors++;
}
if(data20 < 1 || isNaN(data20)){
const err76 = {instancePath:instancePath+"/components/" + i0+"/tiers/" + i1+"/untilWh",schemaPath:"#/properties/components/items/oneOf/1/properties/tiers/items/properties/untilWh/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1",schema:1,parentSchema:schema132.properties.components.items.oneOf[1].properties.tiers.items.properties.untilWh,data:data20};
if(vErrors === null){
vErrors = [err76];
}
else {
vErrors.push(err76);
}
errors++;
}
}
}
if(data19.microPerKwh !== undefined){
let data21 = data19.microPerKwh;
if(!(((typeof data21 == "number") && (!(data21 % 1) && !isNaN(data21))) && (isFinite(data21)))){
const err77 = {instancePath:instancePath+"/components/" + i0+"/tiers/" + i1+"/microPerKwh",schemaPath:"defs.schema.json#/definitions/microPerKwh/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema136.type,parentSchema:schema136,data:data21};
if(vErrors === null){
vErrors = [err77];
}
else {
vErrors.push(err77);
}
errors++;
}
if((typeof data21 == "number") && (isFinite(data21))){
if(data21 > 1000000000 || isNaN(data21)){
const err78 = {instancePath:instancePath+"/components/" + i0+"/tiers/" + i1+"/microPerKwh",schemaPath:"defs.schema.json#/definitions/microPerKwh/maximum",keyword:"maximum",params:{comparison: "<=", limit: 1000000000},message:"must be <= 1000000000",schema:1000000000,parentSchema:schema136,data:data21};
if(vErrors === null){
vErrors = [err78];
}
else {
vErrors.push(err78);
}
errors++;
}
if(data21 < -1000000000 || isNaN(data21)){
const err79 = {instancePath:instancePath+"/components/" + i0+"/tiers/" + i1+"/microPerKwh",schemaPath:"defs.schema.json#/definitions/microPerKwh/minimum",keyword:"minimum",params:{comparison: ">=", limit: -1000000000},message:"must be >= -1000000000",schema:-1000000000,parentSchema:schema136,data:data21};
if(vErrors === null){
vErrors = [err79];
}
else {
vErrors.push(err79);
}
errors++;
}
}
}
}
else {
const err80 = {instancePath:instancePath+"/components/" + i0+"/tiers/" + i1,schemaPath:"#/properties/components/items/oneOf/1/properties/tiers/items/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema132.properties.components.items.oneOf[1].properties.tiers.items.type,parentSchema:schema132.properties.components.items.oneOf[1].properties.tiers.items,data:data19};
if(vErrors === null){
vErrors = [err80];
}
else {
vErrors.push(err80);
}
errors++;
}
}
}
else {
const err81 = {instancePath:instancePath+"/components/" + i0+"/tiers",schemaPath:"#/properties/components/items/oneOf/1/properties/tiers/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema132.properties.components.items.oneOf[1].properties.tiers.type,parentSchema:schema132.properties.components.items.oneOf[1].properties.tiers,data:data18};
if(vErrors === null){
vErrors = [err81];
}
else {
vErrors.push(err81);
}
errors++;
}
}
if(data8.isProrated !== undefined){
let data22 = data8.isProrated;
if(typeof data22 !== "boolean"){
const err82 = {instancePath:instancePath+"/components/" + i0+"/isProrated",schemaPath:"#/properties/components/items/oneOf/1/properties/isProrated/type",keyword:"type",params:{type: "boolean"},message:"must be boolean",schema:schema132.properties.components.items.oneOf[1].properties.isProrated.type,parentSchema:schema132.properties.components.items.oneOf[1].properties.isProrated,data:data22};
if(vErrors === null){
vErrors = [err82];
}
else {
vErrors.push(err82);
}
errors++;
}
}
}
else {
const err83 = {instancePath:instancePath+"/components/" + i0,schemaPath:"#/properties/components/items/oneOf/1/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema132.properties.components.items.oneOf[1].type,parentSchema:schema132.properties.components.items.oneOf[1],data:data8};
if(vErrors === null){
vErrors = [err83];
}
else {
vErrors.push(err83);
}
errors++;
}
}
else if(tag0 === "time-of-use"){
if(data8 && typeof data8 == "object" && !Array.isArray(data8)){
if(data8.id === undefined){
const err84 = {instancePath:instancePath+"/components/" + i0,schemaPath:"#/properties/components/items/oneOf/2/required",keyword:"required",params:{missingProperty: "id"},message:"must have required property '"+"id"+"'",schema:schema132.properties.components.items.oneOf[2].required,parentSchema:schema132.properties.components.items.oneOf[2],data:data8};
if(vErrors === null){
vErrors = [err84];
}
else {
vErrors.push(err84);
}
errors++;
}
if(data8.title === undefined){
const err85 = {instancePath:instancePath+"/components/" + i0,schemaPath:"#/properties/components/items/oneOf/2/required",keyword:"required",params:{missingProperty: "title"},message:"must have required property '"+"title"+"'",schema:schema132.properties.components.items.oneOf[2].required,parentSchema:schema132.properties.components.items.oneOf[2],data:data8};
if(vErrors === null){
vErrors = [err85];
}
else {
vErrors.push(err85);
}
errors++;
}
if(data8.vatPpm === undefined){
const err86 = {instancePath:instancePath+"/components/" + i0,schemaPath:"#/properties/components/items/oneOf/2/required",keyword:"required",params:{missingProperty: "vatPpm"},message:"must have required property '"+"vatPpm"+"'",schema:schema132.properties.components.items.oneOf[2].required,parentSchema:schema132.properties.components.items.oneOf[2],data:data8};
if(vErrors === null){
vErrors = [err86];
}
else {
vErrors.push(err86);
}
errors++;
}
if(data8.kind === undefined){
const err87 = {instancePath:instancePath+"/components/" + i0,schemaPath:"#/properties/components/items/oneOf/2/required",keyword:"required",params:{missingProperty: "kind"},message:"must have required property '"+"kind"+"'",schema:schema132.properties.components.items.oneOf[2].required,parentSchema:schema132.properties.components.items.oneOf[2],data:data8};
if(vErrors === null){
vErrors = [err87];
}
else {
vErrors.push(err87);
}
errors++;
}
if(data8.rates === undefined){
const err88 = {instancePath:instancePath+"/components/" + i0,schemaPath:"#/properties/components/items/oneOf/2/required",keyword:"required",params:{missingProperty: "rates"},message:"must have required property '"+"rates"+"'",schema:schema132.properties.components.items.oneOf[2].required,parentSchema:schema132.properties.components.items.oneOf[2],data:data8};
if(vErrors === null){
vErrors = [err88];
}
else {
vErrors.push(err88);
}
errors++;
}
if(data8.seasons === undefined){
const err89 = {instancePath:instancePath+"/components/" + i0,schemaPath:"#/properties/components/items/oneOf/2/required",keyword:"required",params:{missingProperty: "seasons"},message:"must have required property '"+"seasons"+"'",schema:schema132.properties.components.items.oneOf[2].required,parentSchema:schema132.properties.components.items.oneOf[2],data:data8};
if(vErrors === null){
vErrors = [err89];
}
else {
vErrors.push(err89);
}
errors++;
}
for(const key4 in data8){
if(!((((((key4 === "id") || (key4 === "title")) || (key4 === "vatPpm")) || (key4 === "kind")) || (key4 === "rates")) || (key4 === "seasons"))){
const err90 = {instancePath:instancePath+"/components/" + i0,schemaPath:"#/properties/components/items/oneOf/2/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key4},message:"must NOT have additional properties",schema:false,parentSchema:schema132.properties.components.items.oneOf[2],data:data8};
if(vErrors === null){
vErrors = [err90];
}
else {
vErrors.push(err90);
}
errors++;
}
}
if(data8.id !== undefined){
let data23 = data8.id;
if(typeof data23 === "string"){
if(!pattern47.test(data23)){
const err91 = {instancePath:instancePath+"/components/" + i0+"/id",schemaPath:"defs.schema.json#/definitions/componentId/pattern",keyword:"pattern",params:{pattern: "^[a-z][a-z0-9-]{0,31}$"},message:"must match pattern \""+"^[a-z][a-z0-9-]{0,31}$"+"\"",schema:"^[a-z][a-z0-9-]{0,31}$",parentSchema:schema133,data:data23};
if(vErrors === null){
vErrors = [err91];
}
else {
vErrors.push(err91);
}
errors++;
}
}
else {
const err92 = {instancePath:instancePath+"/components/" + i0+"/id",schemaPath:"defs.schema.json#/definitions/componentId/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema133.type,parentSchema:schema133,data:data23};
if(vErrors === null){
vErrors = [err92];
}
else {
vErrors.push(err92);
}
errors++;
}
}
if(data8.title !== undefined){
let data24 = data8.title;
if(typeof data24 === "string"){
if(func2(data24) > 80){
const err93 = {instancePath:instancePath+"/components/" + i0+"/title",schemaPath:"defs.schema.json#/definitions/componentTitle/maxLength",keyword:"maxLength",params:{limit: 80},message:"must NOT have more than 80 characters",schema:80,parentSchema:schema134,data:data24};
if(vErrors === null){
vErrors = [err93];
}
else {
vErrors.push(err93);
}
errors++;
}
if(func2(data24) < 1){
const err94 = {instancePath:instancePath+"/components/" + i0+"/title",schemaPath:"defs.schema.json#/definitions/componentTitle/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema134,data:data24};
if(vErrors === null){
vErrors = [err94];
}
else {
vErrors.push(err94);
}
errors++;
}
}
else {
const err95 = {instancePath:instancePath+"/components/" + i0+"/title",schemaPath:"defs.schema.json#/definitions/componentTitle/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema134.type,parentSchema:schema134,data:data24};
if(vErrors === null){
vErrors = [err95];
}
else {
vErrors.push(err95);
}
errors++;
}
}
if(data8.vatPpm !== undefined){
let data25 = data8.vatPpm;
if(!(((typeof data25 == "number") && (!(data25 % 1) && !isNaN(data25))) && (isFinite(data25)))){
const err96 = {instancePath:instancePath+"/components/" + i0+"/vatPpm",schemaPath:"defs.schema.json#/definitions/vatPpm/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema135.type,parentSchema:schema135,data:data25};
if(vErrors === null){
vErrors = [err96];
}
else {
vErrors.push(err96);
}
errors++;
}
if((typeof data25 == "number") && (isFinite(data25))){
if(data25 > 1000000 || isNaN(data25)){
const err97 = {instancePath:instancePath+"/components/" + i0+"/vatPpm",schemaPath:"defs.schema.json#/definitions/vatPpm/maximum",keyword:"maximum",params:{comparison: "<=", limit: 1000000},message:"must be <= 1000000",schema:1000000,parentSchema:schema135,data:data25};
if(vErrors === null){
vErrors = [err97];
}
else {
vErrors.push(err97);
}
errors++;
}
if(data25 < 0 || isNaN(data25)){
const err98 = {instancePath:instancePath+"/components/" + i0+"/vatPpm",schemaPath:"defs.schema.json#/definitions/vatPpm/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0",schema:0,parentSchema:schema135,data:data25};
if(vErrors === null){
vErrors = [err98];
}
else {
vErrors.push(err98);
}
errors++;
}
}
}
if(data8.kind !== undefined){
let data26 = data8.kind;
if(typeof data26 !== "string"){
const err99 = {instancePath:instancePath+"/components/" + i0+"/kind",schemaPath:"#/properties/components/items/oneOf/2/properties/kind/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema132.properties.components.items.oneOf[2].properties.kind.type,parentSchema:schema132.properties.components.items.oneOf[2].properties.kind,data:data26};
if(vErrors === null){
vErrors = [err99];
}
else {
vErrors.push(err99);
}
errors++;
}
if("time-of-use" !== data26){
const err100 = {instancePath:instancePath+"/components/" + i0+"/kind",schemaPath:"#/properties/components/items/oneOf/2/properties/kind/const",keyword:"const",params:{allowedValue: "time-of-use"},message:"must be equal to constant",schema:"time-of-use",parentSchema:schema132.properties.components.items.oneOf[2].properties.kind,data:data26};
if(vErrors === null){
vErrors = [err100];
}
else {
vErrors.push(err100);
}
errors++;
}
}
if(data8.rates !== undefined){
let data27 = data8.rates;
if(Array.isArray(data27)){
if(data27.length > 8){
const err101 = {instancePath:instancePath+"/components/" + i0+"/rates",schemaPath:"#/properties/components/items/oneOf/2/properties/rates/maxItems",keyword:"maxItems",params:{limit: 8},message:"must NOT have more than 8 items",schema:8,parentSchema:schema132.properties.components.items.oneOf[2].properties.rates,data:data27};
if(vErrors === null){
vErrors = [err101];
}
else {
vErrors.push(err101);
}
errors++;
}
if(data27.length < 2){
const err102 = {instancePath:instancePath+"/components/" + i0+"/rates",schemaPath:"#/properties/components/items/oneOf/2/properties/rates/minItems",keyword:"minItems",params:{limit: 2},message:"must NOT have fewer than 2 items",schema:2,parentSchema:schema132.properties.components.items.oneOf[2].properties.rates,data:data27};
if(vErrors === null){
vErrors = [err102];
}
else {
vErrors.push(err102);
}
errors++;
}
const len2 = data27.length;
for(let i2=0; i2<len2; i2++){
let data28 = data27[i2];
if(data28 && typeof data28 == "object" && !Array.isArray(data28)){
if(data28.name === undefined){
const err103 = {instancePath:instancePath+"/components/" + i0+"/rates/" + i2,schemaPath:"#/properties/components/items/oneOf/2/properties/rates/items/required",keyword:"required",params:{missingProperty: "name"},message:"must have required property '"+"name"+"'",schema:schema132.properties.components.items.oneOf[2].properties.rates.items.required,parentSchema:schema132.properties.components.items.oneOf[2].properties.rates.items,data:data28};
if(vErrors === null){
vErrors = [err103];
}
else {
vErrors.push(err103);
}
errors++;
}
if(data28.microPerKwh === undefined){
const err104 = {instancePath:instancePath+"/components/" + i0+"/rates/" + i2,schemaPath:"#/properties/components/items/oneOf/2/properties/rates/items/required",keyword:"required",params:{missingProperty: "microPerKwh"},message:"must have required property '"+"microPerKwh"+"'",schema:schema132.properties.components.items.oneOf[2].properties.rates.items.required,parentSchema:schema132.properties.components.items.oneOf[2].properties.rates.items,data:data28};
if(vErrors === null){
vErrors = [err104];
}
else {
vErrors.push(err104);
}
errors++;
}
for(const key5 in data28){
if(!((key5 === "name") || (key5 === "microPerKwh"))){
const err105 = {instancePath:instancePath+"/components/" + i0+"/rates/" + i2,schemaPath:"#/properties/components/items/oneOf/2/properties/rates/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key5},message:"must NOT have additional properties",schema:false,parentSchema:schema132.properties.components.items.oneOf[2].properties.rates.items,data:data28};
if(vErrors === null){
vErrors = [err105];
}
else {
vErrors.push(err105);
}
errors++;
}
}
if(data28.name !== undefined){
let data29 = data28.name;
if(typeof data29 === "string"){
if(!pattern47.test(data29)){
const err106 = {instancePath:instancePath+"/components/" + i0+"/rates/" + i2+"/name",schemaPath:"defs.schema.json#/definitions/rateName/pattern",keyword:"pattern",params:{pattern: "^[a-z][a-z0-9-]{0,31}$"},message:"must match pattern \""+"^[a-z][a-z0-9-]{0,31}$"+"\"",schema:"^[a-z][a-z0-9-]{0,31}$",parentSchema:schema93,data:data29};
if(vErrors === null){
vErrors = [err106];
}
else {
vErrors.push(err106);
}
errors++;
}
}
else {
const err107 = {instancePath:instancePath+"/components/" + i0+"/rates/" + i2+"/name",schemaPath:"defs.schema.json#/definitions/rateName/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema93.type,parentSchema:schema93,data:data29};
if(vErrors === null){
vErrors = [err107];
}
else {
vErrors.push(err107);
}
errors++;
}
}
if(data28.microPerKwh !== undefined){
let data30 = data28.microPerKwh;
if(!(((typeof data30 == "number") && (!(data30 % 1) && !isNaN(data30))) && (isFinite(data30)))){
const err108 = {instancePath:instancePath+"/components/" + i0+"/rates/" + i2+"/microPerKwh",schemaPath:"defs.schema.json#/definitions/microPerKwh/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema136.type,parentSchema:schema136,data:data30};
if(vErrors === null){
vErrors = [err108];
}
else {
vErrors.push(err108);
}
errors++;
}
if((typeof data30 == "number") && (isFinite(data30))){
if(data30 > 1000000000 || isNaN(data30)){
const err109 = {instancePath:instancePath+"/components/" + i0+"/rates/" + i2+"/microPerKwh",schemaPath:"defs.schema.json#/definitions/microPerKwh/maximum",keyword:"maximum",params:{comparison: "<=", limit: 1000000000},message:"must be <= 1000000000",schema:1000000000,parentSchema:schema136,data:data30};
if(vErrors === null){
vErrors = [err109];
}
else {
vErrors.push(err109);
}
errors++;
}
if(data30 < -1000000000 || isNaN(data30)){
const err110 = {instancePath:instancePath+"/components/" + i0+"/rates/" + i2+"/microPerKwh",schemaPath:"defs.schema.json#/definitions/microPerKwh/minimum",keyword:"minimum",params:{comparison: ">=", limit: -1000000000},message:"must be >= -1000000000",schema:-1000000000,parentSchema:schema136,data:data30};
if(vErrors === null){
vErrors = [err110];
}
else {
vErrors.push(err110);
}
errors++;
}
}
}
}
else {
const err111 = {instancePath:instancePath+"/components/" + i0+"/rates/" + i2,schemaPath:"#/properties/components/items/oneOf/2/properties/rates/items/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema132.properties.components.items.oneOf[2].properties.rates.items.type,parentSchema:schema132.properties.components.items.oneOf[2].properties.rates.items,data:data28};
if(vErrors === null){
vErrors = [err111];
}
else {
vErrors.push(err111);
}
errors++;
}
}
}
else {
const err112 = {instancePath:instancePath+"/components/" + i0+"/rates",schemaPath:"#/properties/components/items/oneOf/2/properties/rates/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema132.properties.components.items.oneOf[2].properties.rates.type,parentSchema:schema132.properties.components.items.oneOf[2].properties.rates,data:data27};
if(vErrors === null){
vErrors = [err112];
}
else {
vErrors.push(err112);
}
errors++;
}
}
if(data8.seasons !== undefined){
let data31 = data8.seasons;
if(Array.isArray(data31)){
if(data31.length > 12){
const err113 = {instancePath:instancePath+"/components/" + i0+"/seasons",schemaPath:"#/properties/components/items/oneOf/2/properties/seasons/maxItems",keyword:"maxItems",params:{limit: 12},message:"must NOT have more than 12 items",schema:12,parentSchema:schema132.properties.components.items.oneOf[2].properties.seasons,data:data31};
if(vErrors === null){
vErrors = [err113];
}
else {
vErrors.push(err113);
}
errors++;
}
if(data31.length < 1){
const err114 = {instancePath:instancePath+"/components/" + i0+"/seasons",schemaPath:"#/properties/components/items/oneOf/2/properties/seasons/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items",schema:1,parentSchema:schema132.properties.components.items.oneOf[2].properties.seasons,data:data31};
if(vErrors === null){
vErrors = [err114];
}
else {
vErrors.push(err114);
}
errors++;
}
const len3 = data31.length;
for(let i3=0; i3<len3; i3++){
let data32 = data31[i3];
if(data32 && typeof data32 == "object" && !Array.isArray(data32)){
if(data32.from === undefined){
const err115 = {instancePath:instancePath+"/components/" + i0+"/seasons/" + i3,schemaPath:"#/properties/components/items/oneOf/2/properties/seasons/items/required",keyword:"required",params:{missingProperty: "from"},message:"must have required property '"+"from"+"'",schema:schema132.properties.components.items.oneOf[2].properties.seasons.items.required,parentSchema:schema132.properties.components.items.oneOf[2].properties.seasons.items,data:data32};
if(vErrors === null){
vErrors = [err115];
}
else {
vErrors.push(err115);
}
errors++;
}
if(data32.weekday === undefined){
const err116 = {instancePath:instancePath+"/components/" + i0+"/seasons/" + i3,schemaPath:"#/properties/components/items/oneOf/2/properties/seasons/items/required",keyword:"required",params:{missingProperty: "weekday"},message:"must have required property '"+"weekday"+"'",schema:schema132.properties.components.items.oneOf[2].properties.seasons.items.required,parentSchema:schema132.properties.components.items.oneOf[2].properties.seasons.items,data:data32};
if(vErrors === null){
vErrors = [err116];
}
else {
vErrors.push(err116);
}
errors++;
}
for(const key6 in data32){
if(!(((key6 === "from") || (key6 === "weekday")) || (key6 === "weekend"))){
const err117 = {instancePath:instancePath+"/components/" + i0+"/seasons/" + i3,schemaPath:"#/properties/components/items/oneOf/2/properties/seasons/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key6},message:"must NOT have additional properties",schema:false,parentSchema:schema132.properties.components.items.oneOf[2].properties.seasons.items,data:data32};
if(vErrors === null){
vErrors = [err117];
}
else {
vErrors.push(err117);
}
errors++;
}
}
if(data32.from !== undefined){
let data33 = data32.from;
if(typeof data33 === "string"){
if(!pattern83.test(data33)){
const err118 = {instancePath:instancePath+"/components/" + i0+"/seasons/" + i3+"/from",schemaPath:"#/properties/components/items/oneOf/2/properties/seasons/items/properties/from/pattern",keyword:"pattern",params:{pattern: "^(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$"},message:"must match pattern \""+"^(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$"+"\"",schema:"^(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$",parentSchema:schema132.properties.components.items.oneOf[2].properties.seasons.items.properties.from,data:data33};
if(vErrors === null){
vErrors = [err118];
}
else {
vErrors.push(err118);
}
errors++;
}
}
else {
const err119 = {instancePath:instancePath+"/components/" + i0+"/seasons/" + i3+"/from",schemaPath:"#/properties/components/items/oneOf/2/properties/seasons/items/properties/from/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema132.properties.components.items.oneOf[2].properties.seasons.items.properties.from.type,parentSchema:schema132.properties.components.items.oneOf[2].properties.seasons.items.properties.from,data:data33};
if(vErrors === null){
vErrors = [err119];
}
else {
vErrors.push(err119);
}
errors++;
}
}
if(data32.weekday !== undefined){
if(!(validate42(data32.weekday, {instancePath:instancePath+"/components/" + i0+"/seasons/" + i3+"/weekday",parentData:data32,parentDataProperty:"weekday",rootData}))){
vErrors = vErrors === null ? validate42.errors : vErrors.concat(validate42.errors);
errors = vErrors.length;
}
}
if(data32.weekend !== undefined){
if(!(validate42(data32.weekend, {instancePath:instancePath+"/components/" + i0+"/seasons/" + i3+"/weekend",parentData:data32,parentDataProperty:"weekend",rootData}))){
vErrors = vErrors === null ? validate42.errors : vErrors.concat(validate42.errors);
errors = vErrors.length;
}
}
}
else {
const err120 = {instancePath:instancePath+"/components/" + i0+"/seasons/" + i3,schemaPath:"#/properties/components/items/oneOf/2/properties/seasons/items/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema132.properties.components.items.oneOf[2].properties.seasons.items.type,parentSchema:schema132.properties.components.items.oneOf[2].properties.seasons.items,data:data32};
if(vErrors === null){
vErrors = [err120];
}
else {
vErrors.push(err120);
}
errors++;
}
}
}
else {
const err121 = {instancePath:instancePath+"/components/" + i0+"/seasons",schemaPath:"#/properties/components/items/oneOf/2/properties/seasons/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema132.properties.components.items.oneOf[2].properties.seasons.type,parentSchema:schema132.properties.components.items.oneOf[2].properties.seasons,data:data31};
if(vErrors === null){
vErrors = [err121];
}
else {
vErrors.push(err121);
}
errors++;
}
}
}
else {
const err122 = {instancePath:instancePath+"/components/" + i0,schemaPath:"#/properties/components/items/oneOf/2/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema132.properties.components.items.oneOf[2].type,parentSchema:schema132.properties.components.items.oneOf[2],data:data8};
if(vErrors === null){
vErrors = [err122];
}
else {
vErrors.push(err122);
}
errors++;
}
}
else if(tag0 === "dynamic"){
if(data8 && typeof data8 == "object" && !Array.isArray(data8)){
if(data8.id === undefined){
const err123 = {instancePath:instancePath+"/components/" + i0,schemaPath:"#/properties/components/items/oneOf/3/required",keyword:"required",params:{missingProperty: "id"},message:"must have required property '"+"id"+"'",schema:schema132.properties.components.items.oneOf[3].required,parentSchema:schema132.properties.components.items.oneOf[3],data:data8};
if(vErrors === null){
vErrors = [err123];
}
else {
vErrors.push(err123);
}
errors++;
}
if(data8.title === undefined){
const err124 = {instancePath:instancePath+"/components/" + i0,schemaPath:"#/properties/components/items/oneOf/3/required",keyword:"required",params:{missingProperty: "title"},message:"must have required property '"+"title"+"'",schema:schema132.properties.components.items.oneOf[3].required,parentSchema:schema132.properties.components.items.oneOf[3],data:data8};
if(vErrors === null){
vErrors = [err124];
}
else {
vErrors.push(err124);
}
errors++;
}
if(data8.vatPpm === undefined){
const err125 = {instancePath:instancePath+"/components/" + i0,schemaPath:"#/properties/components/items/oneOf/3/required",keyword:"required",params:{missingProperty: "vatPpm"},message:"must have required property '"+"vatPpm"+"'",schema:schema132.properties.components.items.oneOf[3].required,parentSchema:schema132.properties.components.items.oneOf[3],data:data8};
if(vErrors === null){
vErrors = [err125];
}
else {
vErrors.push(err125);
}
errors++;
}
if(data8.kind === undefined){
const err126 = {instancePath:instancePath+"/components/" + i0,schemaPath:"#/properties/components/items/oneOf/3/required",keyword:"required",params:{missingProperty: "kind"},message:"must have required property '"+"kind"+"'",schema:schema132.properties.components.items.oneOf[3].required,parentSchema:schema132.properties.components.items.oneOf[3],data:data8};
if(vErrors === null){
vErrors = [err126];
}
else {
vErrors.push(err126);
}
errors++;
}
if(data8.levels === undefined){
const err127 = {instancePath:instancePath+"/components/" + i0,schemaPath:"#/properties/components/items/oneOf/3/required",keyword:"required",params:{missingProperty: "levels"},message:"must have required property '"+"levels"+"'",schema:schema132.properties.components.items.oneOf[3].required,parentSchema:schema132.properties.components.items.oneOf[3],data:data8};
if(vErrors === null){
vErrors = [err127];
}
else {
vErrors.push(err127);
}
errors++;
}
if(data8.prices === undefined){
const err128 = {instancePath:instancePath+"/components/" + i0,schemaPath:"#/properties/components/items/oneOf/3/required",keyword:"required",params:{missingProperty: "prices"},message:"must have required property '"+"prices"+"'",schema:schema132.properties.components.items.oneOf[3].required,parentSchema:schema132.properties.components.items.oneOf[3],data:data8};
if(vErrors === null){
vErrors = [err128];
}
else {
vErrors.push(err128);
}
errors++;
}
for(const key7 in data8){
if(!((((((key7 === "id") || (key7 === "title")) || (key7 === "vatPpm")) || (key7 === "kind")) || (key7 === "levels")) || (key7 === "prices"))){
const err129 = {instancePath:instancePath+"/components/" + i0,schemaPath:"#/properties/components/items/oneOf/3/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key7},message:"must NOT have additional properties",schema:false,parentSchema:schema132.properties.components.items.oneOf[3],data:data8};
if(vErrors === null){
vErrors = [err129];
}
else {
vErrors.push(err129);
}
errors++;
}
}
if(data8.id !== undefined){
let data36 = data8.id;
if(typeof data36 === "string"){
if(!pattern47.test(data36)){
const err130 = {instancePath:instancePath+"/components/" + i0+"/id",schemaPath:"defs.schema.json#/definitions/componentId/pattern",keyword:"pattern",params:{pattern: "^[a-z][a-z0-9-]{0,31}$"},message:"must match pattern \""+"^[a-z][a-z0-9-]{0,31}$"+"\"",schema:"^[a-z][a-z0-9-]{0,31}$",parentSchema:schema133,data:data36};
if(vErrors === null){
vErrors = [err130];
}
else {
vErrors.push(err130);
}
errors++;
}
}
else {
const err131 = {instancePath:instancePath+"/components/" + i0+"/id",schemaPath:"defs.schema.json#/definitions/componentId/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema133.type,parentSchema:schema133,data:data36};
if(vErrors === null){
vErrors = [err131];
}
else {
vErrors.push(err131);
}
errors++;
}
}
if(data8.title !== undefined){
let data37 = data8.title;
if(typeof data37 === "string"){
if(func2(data37) > 80){
const err132 = {instancePath:instancePath+"/components/" + i0+"/title",schemaPath:"defs.schema.json#/definitions/componentTitle/maxLength",keyword:"maxLength",params:{limit: 80},message:"must NOT have more than 80 characters",schema:80,parentSchema:schema134,data:data37};
if(vErrors === null){
vErrors = [err132];
}
else {
vErrors.push(err132);
}
errors++;
}
if(func2(data37) < 1){
const err133 = {instancePath:instancePath+"/components/" + i0+"/title",schemaPath:"defs.schema.json#/definitions/componentTitle/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema134,data:data37};
if(vErrors === null){
vErrors = [err133];
}
else {
vErrors.push(err133);
}
errors++;
}
}
else {
const err134 = {instancePath:instancePath+"/components/" + i0+"/title",schemaPath:"defs.schema.json#/definitions/componentTitle/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema134.type,parentSchema:schema134,data:data37};
if(vErrors === null){
vErrors = [err134];
}
else {
vErrors.push(err134);
}
errors++;
}
}
if(data8.vatPpm !== undefined){
let data38 = data8.vatPpm;
if(!(((typeof data38 == "number") && (!(data38 % 1) && !isNaN(data38))) && (isFinite(data38)))){
const err135 = {instancePath:instancePath+"/components/" + i0+"/vatPpm",schemaPath:"defs.schema.json#/definitions/vatPpm/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema135.type,parentSchema:schema135,data:data38};
if(vErrors === null){
vErrors = [err135];
}
else {
vErrors.push(err135);
}
errors++;
}
if((typeof data38 == "number") && (isFinite(data38))){
if(data38 > 1000000 || isNaN(data38)){
const err136 = {instancePath:instancePath+"/components/" + i0+"/vatPpm",schemaPath:"defs.schema.json#/definitions/vatPpm/maximum",keyword:"maximum",params:{comparison: "<=", limit: 1000000},message:"must be <= 1000000",schema:1000000,parentSchema:schema135,data:data38};
if(vErrors === null){
vErrors = [err136];
}
else {
vErrors.push(err136);
}
errors++;
}
if(data38 < 0 || isNaN(data38)){
const err137 = {instancePath:instancePath+"/components/" + i0+"/vatPpm",schemaPath:"defs.schema.json#/definitions/vatPpm/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0",schema:0,parentSchema:schema135,data:data38};
if(vErrors === null){
vErrors = [err137];
}
else {
vErrors.push(err137);
}
errors++;
}
}
}
if(data8.kind !== undefined){
let data39 = data8.kind;
if(typeof data39 !== "string"){
const err138 = {instancePath:instancePath+"/components/" + i0+"/kind",schemaPath:"#/properties/components/items/oneOf/3/properties/kind/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema132.properties.components.items.oneOf[3].properties.kind.type,parentSchema:schema132.properties.components.items.oneOf[3].properties.kind,data:data39};
if(vErrors === null){
vErrors = [err138];
}
else {
vErrors.push(err138);
}
errors++;
}
if("dynamic" !== data39){
const err139 = {instancePath:instancePath+"/components/" + i0+"/kind",schemaPath:"#/properties/components/items/oneOf/3/properties/kind/const",keyword:"const",params:{allowedValue: "dynamic"},message:"must be equal to constant",schema:"dynamic",parentSchema:schema132.properties.components.items.oneOf[3].properties.kind,data:data39};
if(vErrors === null){
vErrors = [err139];
}
else {
vErrors.push(err139);
}
errors++;
}
}
if(data8.levels !== undefined){
let data40 = data8.levels;
if(!(((typeof data40 == "number") && (!(data40 % 1) && !isNaN(data40))) && (isFinite(data40)))){
const err140 = {instancePath:instancePath+"/components/" + i0+"/levels",schemaPath:"#/properties/components/items/oneOf/3/properties/levels/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema132.properties.components.items.oneOf[3].properties.levels.type,parentSchema:schema132.properties.components.items.oneOf[3].properties.levels,data:data40};
if(vErrors === null){
vErrors = [err140];
}
else {
vErrors.push(err140);
}
errors++;
}
if((typeof data40 == "number") && (isFinite(data40))){
if(data40 > 8 || isNaN(data40)){
const err141 = {instancePath:instancePath+"/components/" + i0+"/levels",schemaPath:"#/properties/components/items/oneOf/3/properties/levels/maximum",keyword:"maximum",params:{comparison: "<=", limit: 8},message:"must be <= 8",schema:8,parentSchema:schema132.properties.components.items.oneOf[3].properties.levels,data:data40};
if(vErrors === null){
vErrors = [err141];
}
else {
vErrors.push(err141);
}
errors++;
}
if(data40 < 1 || isNaN(data40)){
const err142 = {instancePath:instancePath+"/components/" + i0+"/levels",schemaPath:"#/properties/components/items/oneOf/3/properties/levels/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1",schema:1,parentSchema:schema132.properties.components.items.oneOf[3].properties.levels,data:data40};
if(vErrors === null){
vErrors = [err142];
}
else {
vErrors.push(err142);
}
errors++;
}
}
}
if(data8.prices !== undefined){
let data41 = data8.prices;
if(data41 && typeof data41 == "object" && !Array.isArray(data41)){
if(data41.beginsAtSeconds === undefined){
const err143 = {instancePath:instancePath+"/components/" + i0+"/prices",schemaPath:"#/properties/components/items/oneOf/3/properties/prices/required",keyword:"required",params:{missingProperty: "beginsAtSeconds"},message:"must have required property '"+"beginsAtSeconds"+"'",schema:schema132.properties.components.items.oneOf[3].properties.prices.required,parentSchema:schema132.properties.components.items.oneOf[3].properties.prices,data:data41};
if(vErrors === null){
vErrors = [err143];
}
else {
vErrors.push(err143);
}
errors++;
}
if(data41.stepSeconds === undefined){
const err144 = {instancePath:instancePath+"/components/" + i0+"/prices",schemaPath:"#/properties/components/items/oneOf/3/properties/prices/required",keyword:"required",params:{missingProperty: "stepSeconds"},message:"must have required property '"+"stepSeconds"+"'",schema:schema132.properties.components.items.oneOf[3].properties.prices.required,parentSchema:schema132.properties.components.items.oneOf[3].properties.prices,data:data41};
if(vErrors === null){
vErrors = [err144];
}
else {
vErrors.push(err144);
}
errors++;
}
if(data41.microPerKwh === undefined){
const err145 = {instancePath:instancePath+"/components/" + i0+"/prices",schemaPath:"#/properties/components/items/oneOf/3/properties/prices/required",keyword:"required",params:{missingProperty: "microPerKwh"},message:"must have required property '"+"microPerKwh"+"'",schema:schema132.properties.components.items.oneOf[3].properties.prices.required,parentSchema:schema132.properties.components.items.oneOf[3].properties.prices,data:data41};
if(vErrors === null){
vErrors = [err145];
}
else {
vErrors.push(err145);
}
errors++;
}
for(const key8 in data41){
if(!(((key8 === "beginsAtSeconds") || (key8 === "stepSeconds")) || (key8 === "microPerKwh"))){
const err146 = {instancePath:instancePath+"/components/" + i0+"/prices",schemaPath:"#/properties/components/items/oneOf/3/properties/prices/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key8},message:"must NOT have additional properties",schema:false,parentSchema:schema132.properties.components.items.oneOf[3].properties.prices,data:data41};
if(vErrors === null){
vErrors = [err146];
}
else {
vErrors.push(err146);
}
errors++;
}
}
if(data41.beginsAtSeconds !== undefined){
let data42 = data41.beginsAtSeconds;
if(!(((typeof data42 == "number") && (!(data42 % 1) && !isNaN(data42))) && (isFinite(data42)))){
const err147 = {instancePath:instancePath+"/components/" + i0+"/prices/beginsAtSeconds",schemaPath:"#/properties/components/items/oneOf/3/properties/prices/properties/beginsAtSeconds/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema132.properties.components.items.oneOf[3].properties.prices.properties.beginsAtSeconds.type,parentSchema:schema132.properties.components.items.oneOf[3].properties.prices.properties.beginsAtSeconds,data:data42};
if(vErrors === null){
vErrors = [err147];
}
else {
vErrors.push(err147);
}
errors++;
}
if((typeof data42 == "number") && (isFinite(data42))){
if(data42 > 253402300799 || isNaN(data42)){
const err148 = {instancePath:instancePath+"/components/" + i0+"/prices/beginsAtSeconds",schemaPath:"#/properties/components/items/oneOf/3/properties/prices/properties/beginsAtSeconds/maximum",keyword:"maximum",params:{comparison: "<=", limit: 253402300799},message:"must be <= 253402300799",schema:253402300799,parentSchema:schema132.properties.components.items.oneOf[3].properties.prices.properties.beginsAtSeconds,data:data42};
if(vErrors === null){
vErrors = [err148];
}
else {
vErrors.push(err148);
}
errors++;
}
if(data42 < 0 || isNaN(data42)){
const err149 = {instancePath:instancePath+"/components/" + i0+"/prices/beginsAtSeconds",schemaPath:"#/properties/components/items/oneOf/3/properties/prices/properties/beginsAtSeconds/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0",schema:0,parentSchema:schema132.properties.components.items.oneOf[3].properties.prices.properties.beginsAtSeconds,data:data42};
if(vErrors === null){
vErrors = [err149];
}
else {
vErrors.push(err149);
}
errors++;
}
}
}
if(data41.stepSeconds !== undefined){
let data43 = data41.stepSeconds;
if(!(((typeof data43 == "number") && (!(data43 % 1) && !isNaN(data43))) && (isFinite(data43)))){
const err150 = {instancePath:instancePath+"/components/" + i0+"/prices/stepSeconds",schemaPath:"#/properties/components/items/oneOf/3/properties/prices/properties/stepSeconds/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema132.properties.components.items.oneOf[3].properties.prices.properties.stepSeconds.type,parentSchema:schema132.properties.components.items.oneOf[3].properties.prices.properties.stepSeconds,data:data43};
if(vErrors === null){
vErrors = [err150];
}
else {
vErrors.push(err150);
}
errors++;
}
if((typeof data43 == "number") && (isFinite(data43))){
if(data43 > 86400 || isNaN(data43)){
const err151 = {instancePath:instancePath+"/components/" + i0+"/prices/stepSeconds",schemaPath:"#/properties/components/items/oneOf/3/properties/prices/properties/stepSeconds/maximum",keyword:"maximum",params:{comparison: "<=", limit: 86400},message:"must be <= 86400",schema:86400,parentSchema:schema132.properties.components.items.oneOf[3].properties.prices.properties.stepSeconds,data:data43};
if(vErrors === null){
vErrors = [err151];
}
else {
vErrors.push(err151);
}
errors++;
}
if(data43 < 60 || isNaN(data43)){
const err152 = {instancePath:instancePath+"/components/" + i0+"/prices/stepSeconds",schemaPath:"#/properties/components/items/oneOf/3/properties/prices/properties/stepSeconds/minimum",keyword:"minimum",params:{comparison: ">=", limit: 60},message:"must be >= 60",schema:60,parentSchema:schema132.properties.components.items.oneOf[3].properties.prices.properties.stepSeconds,data:data43};
if(vErrors === null){
vErrors = [err152];
}
else {
vErrors.push(err152);
}
errors++;
}
}
}
if(data41.microPerKwh !== undefined){
let data44 = data41.microPerKwh;
if(Array.isArray(data44)){
if(data44.length > 100000){
const err153 = {instancePath:instancePath+"/components/" + i0+"/prices/microPerKwh",schemaPath:"#/properties/components/items/oneOf/3/properties/prices/properties/microPerKwh/maxItems",keyword:"maxItems",params:{limit: 100000},message:"must NOT have more than 100000 items",schema:100000,parentSchema:schema132.properties.components.items.oneOf[3].properties.prices.properties.microPerKwh,data:data44};
if(vErrors === null){
vErrors = [err153];
}
else {
vErrors.push(err153);
}
errors++;
}
if(data44.length < 1){
const err154 = {instancePath:instancePath+"/components/" + i0+"/prices/microPerKwh",schemaPath:"#/properties/components/items/oneOf/3/properties/prices/properties/microPerKwh/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items",schema:1,parentSchema:schema132.properties.components.items.oneOf[3].properties.prices.properties.microPerKwh,data:data44};
if(vErrors === null){
vErrors = [err154];
}
else {
vErrors.push(err154);
}
errors++;
}
const len4 = data44.length;
for(let i4=0; i4<len4; i4++){
let data45 = data44[i4];
if(!(((typeof data45 == "number") && (!(data45 % 1) && !isNaN(data45))) && (isFinite(data45)))){
const err155 = {instancePath:instancePath+"/components/" + i0+"/prices/microPerKwh/" + i4,schemaPath:"defs.schema.json#/definitions/microPerKwh/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema136.type,parentSchema:schema136,data:data45};
if(vErrors === null){
vErrors = [err155];
}
else {
vErrors.push(err155);
}
errors++;
}
if((typeof data45 == "number") && (isFinite(data45))){
if(data45 > 1000000000 || isNaN(data45)){
const err156 = {instancePath:instancePath+"/components/" + i0+"/prices/microPerKwh/" + i4,schemaPath:"defs.schema.json#/definitions/microPerKwh/maximum",keyword:"maximum",params:{comparison: "<=", limit: 1000000000},message:"must be <= 1000000000",schema:1000000000,parentSchema:schema136,data:data45};
if(vErrors === null){
vErrors = [err156];
}
else {
vErrors.push(err156);
}
errors++;
}
if(data45 < -1000000000 || isNaN(data45)){
const err157 = {instancePath:instancePath+"/components/" + i0+"/prices/microPerKwh/" + i4,schemaPath:"defs.schema.json#/definitions/microPerKwh/minimum",keyword:"minimum",params:{comparison: ">=", limit: -1000000000},message:"must be >= -1000000000",schema:-1000000000,parentSchema:schema136,data:data45};
if(vErrors === null){
vErrors = [err157];
}
else {
vErrors.push(err157);
}
errors++;
}
}
}
}
else {
const err158 = {instancePath:instancePath+"/components/" + i0+"/prices/microPerKwh",schemaPath:"#/properties/components/items/oneOf/3/properties/prices/properties/microPerKwh/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema132.properties.components.items.oneOf[3].properties.prices.properties.microPerKwh.type,parentSchema:schema132.properties.components.items.oneOf[3].properties.prices.properties.microPerKwh,data:data44};
if(vErrors === null){
vErrors = [err158];
}
else {
vErrors.push(err158);
}
errors++;
}
}
}
else {
const err159 = {instancePath:instancePath+"/components/" + i0+"/prices",schemaPath:"#/properties/components/items/oneOf/3/properties/prices/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema132.properties.components.items.oneOf[3].properties.prices.type,parentSchema:schema132.properties.components.items.oneOf[3].properties.prices,data:data41};
if(vErrors === null){
vErrors = [err159];
}
else {
vErrors.push(err159);
}
errors++;
}
}
}
else {
const err160 = {instancePath:instancePath+"/components/" + i0,schemaPath:"#/properties/components/items/oneOf/3/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema132.properties.components.items.oneOf[3].type,parentSchema:schema132.properties.components.items.oneOf[3],data:data8};
if(vErrors === null){
vErrors = [err160];
}
else {
vErrors.push(err160);
}
errors++;
}
}
else if(tag0 === "standing"){
if(data8 && typeof data8 == "object" && !Array.isArray(data8)){
if(data8.id === undefined){
const err161 = {instancePath:instancePath+"/components/" + i0,schemaPath:"#/properties/components/items/oneOf/4/required",keyword:"required",params:{missingProperty: "id"},message:"must have required property '"+"id"+"'",schema:schema132.properties.components.items.oneOf[4].required,parentSchema:schema132.properties.components.items.oneOf[4],data:data8};
if(vErrors === null){
vErrors = [err161];
}
else {
vErrors.push(err161);
}
errors++;
}
if(data8.title === undefined){
const err162 = {instancePath:instancePath+"/components/" + i0,schemaPath:"#/properties/components/items/oneOf/4/required",keyword:"required",params:{missingProperty: "title"},message:"must have required property '"+"title"+"'",schema:schema132.properties.components.items.oneOf[4].required,parentSchema:schema132.properties.components.items.oneOf[4],data:data8};
if(vErrors === null){
vErrors = [err162];
}
else {
vErrors.push(err162);
}
errors++;
}
if(data8.vatPpm === undefined){
const err163 = {instancePath:instancePath+"/components/" + i0,schemaPath:"#/properties/components/items/oneOf/4/required",keyword:"required",params:{missingProperty: "vatPpm"},message:"must have required property '"+"vatPpm"+"'",schema:schema132.properties.components.items.oneOf[4].required,parentSchema:schema132.properties.components.items.oneOf[4],data:data8};
if(vErrors === null){
vErrors = [err163];
}
else {
vErrors.push(err163);
}
errors++;
}
if(data8.kind === undefined){
const err164 = {instancePath:instancePath+"/components/" + i0,schemaPath:"#/properties/components/items/oneOf/4/required",keyword:"required",params:{missingProperty: "kind"},message:"must have required property '"+"kind"+"'",schema:schema132.properties.components.items.oneOf[4].required,parentSchema:schema132.properties.components.items.oneOf[4],data:data8};
if(vErrors === null){
vErrors = [err164];
}
else {
vErrors.push(err164);
}
errors++;
}
if(data8.per === undefined){
const err165 = {instancePath:instancePath+"/components/" + i0,schemaPath:"#/properties/components/items/oneOf/4/required",keyword:"required",params:{missingProperty: "per"},message:"must have required property '"+"per"+"'",schema:schema132.properties.components.items.oneOf[4].required,parentSchema:schema132.properties.components.items.oneOf[4],data:data8};
if(vErrors === null){
vErrors = [err165];
}
else {
vErrors.push(err165);
}
errors++;
}
if(data8.micro === undefined){
const err166 = {instancePath:instancePath+"/components/" + i0,schemaPath:"#/properties/components/items/oneOf/4/required",keyword:"required",params:{missingProperty: "micro"},message:"must have required property '"+"micro"+"'",schema:schema132.properties.components.items.oneOf[4].required,parentSchema:schema132.properties.components.items.oneOf[4],data:data8};
if(vErrors === null){
vErrors = [err166];
}
else {
vErrors.push(err166);
}
errors++;
}
for(const key9 in data8){
if(!((((((key9 === "id") || (key9 === "title")) || (key9 === "vatPpm")) || (key9 === "kind")) || (key9 === "per")) || (key9 === "micro"))){
const err167 = {instancePath:instancePath+"/components/" + i0,schemaPath:"#/properties/components/items/oneOf/4/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key9},message:"must NOT have additional properties",schema:false,parentSchema:schema132.properties.components.items.oneOf[4],data:data8};
if(vErrors === null){
vErrors = [err167];
}
else {
vErrors.push(err167);
}
errors++;
}
}
if(data8.id !== undefined){
let data46 = data8.id;
if(typeof data46 === "string"){
if(!pattern47.test(data46)){
const err168 = {instancePath:instancePath+"/components/" + i0+"/id",schemaPath:"defs.schema.json#/definitions/componentId/pattern",keyword:"pattern",params:{pattern: "^[a-z][a-z0-9-]{0,31}$"},message:"must match pattern \""+"^[a-z][a-z0-9-]{0,31}$"+"\"",schema:"^[a-z][a-z0-9-]{0,31}$",parentSchema:schema133,data:data46};
if(vErrors === null){
vErrors = [err168];
}
else {
vErrors.push(err168);
}
errors++;
}
}
else {
const err169 = {instancePath:instancePath+"/components/" + i0+"/id",schemaPath:"defs.schema.json#/definitions/componentId/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema133.type,parentSchema:schema133,data:data46};
if(vErrors === null){
vErrors = [err169];
}
else {
vErrors.push(err169);
}
errors++;
}
}
if(data8.title !== undefined){
let data47 = data8.title;
if(typeof data47 === "string"){
if(func2(data47) > 80){
const err170 = {instancePath:instancePath+"/components/" + i0+"/title",schemaPath:"defs.schema.json#/definitions/componentTitle/maxLength",keyword:"maxLength",params:{limit: 80},message:"must NOT have more than 80 characters",schema:80,parentSchema:schema134,data:data47};
if(vErrors === null){
vErrors = [err170];
}
else {
vErrors.push(err170);
}
errors++;
}
if(func2(data47) < 1){
const err171 = {instancePath:instancePath+"/components/" + i0+"/title",schemaPath:"defs.schema.json#/definitions/componentTitle/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema134,data:data47};
if(vErrors === null){
vErrors = [err171];
}
else {
vErrors.push(err171);
}
errors++;
}
}
else {
const err172 = {instancePath:instancePath+"/components/" + i0+"/title",schemaPath:"defs.schema.json#/definitions/componentTitle/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema134.type,parentSchema:schema134,data:data47};
if(vErrors === null){
vErrors = [err172];
}
else {
vErrors.push(err172);
}
errors++;
}
}
if(data8.vatPpm !== undefined){
let data48 = data8.vatPpm;
if(!(((typeof data48 == "number") && (!(data48 % 1) && !isNaN(data48))) && (isFinite(data48)))){
const err173 = {instancePath:instancePath+"/components/" + i0+"/vatPpm",schemaPath:"defs.schema.json#/definitions/vatPpm/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema135.type,parentSchema:schema135,data:data48};
if(vErrors === null){
vErrors = [err173];
}
else {
vErrors.push(err173);
}
errors++;
}
if((typeof data48 == "number") && (isFinite(data48))){
if(data48 > 1000000 || isNaN(data48)){
const err174 = {instancePath:instancePath+"/components/" + i0+"/vatPpm",schemaPath:"defs.schema.json#/definitions/vatPpm/maximum",keyword:"maximum",params:{comparison: "<=", limit: 1000000},message:"must be <= 1000000",schema:1000000,parentSchema:schema135,data:data48};
if(vErrors === null){
vErrors = [err174];
}
else {
vErrors.push(err174);
}
errors++;
}
if(data48 < 0 || isNaN(data48)){
const err175 = {instancePath:instancePath+"/components/" + i0+"/vatPpm",schemaPath:"defs.schema.json#/definitions/vatPpm/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0",schema:0,parentSchema:schema135,data:data48};
if(vErrors === null){
vErrors = [err175];
}
else {
vErrors.push(err175);
}
errors++;
}
}
}
if(data8.kind !== undefined){
let data49 = data8.kind;
if(typeof data49 !== "string"){
const err176 = {instancePath:instancePath+"/components/" + i0+"/kind",schemaPath:"#/properties/components/items/oneOf/4/properties/kind/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema132.properties.components.items.oneOf[4].properties.kind.type,parentSchema:schema132.properties.components.items.oneOf[4].properties.kind,data:data49};
if(vErrors === null){
vErrors = [err176];
}
else {
vErrors.push(err176);
}
errors++;
}
if("standing" !== data49){
const err177 = {instancePath:instancePath+"/components/" + i0+"/kind",schemaPath:"#/properties/components/items/oneOf/4/properties/kind/const",keyword:"const",params:{allowedValue: "standing"},message:"must be equal to constant",schema:"standing",parentSchema:schema132.properties.components.items.oneOf[4].properties.kind,data:data49};
if(vErrors === null){
vErrors = [err177];
}
else {
vErrors.push(err177);
}
errors++;
}
}
if(data8.per !== undefined){
let data50 = data8.per;
if(typeof data50 !== "string"){
const err178 = {instancePath:instancePath+"/components/" + i0+"/per",schemaPath:"#/properties/components/items/oneOf/4/properties/per/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema132.properties.components.items.oneOf[4].properties.per.type,parentSchema:schema132.properties.components.items.oneOf[4].properties.per,data:data50};
if(vErrors === null){
vErrors = [err178];
}
else {
vErrors.push(err178);
}
errors++;
}
if(!((data50 === "day") || (data50 === "window"))){
const err179 = {instancePath:instancePath+"/components/" + i0+"/per",schemaPath:"#/properties/components/items/oneOf/4/properties/per/enum",keyword:"enum",params:{allowedValues: schema132.properties.components.items.oneOf[4].properties.per.enum},message:"must be equal to one of the allowed values",schema:schema132.properties.components.items.oneOf[4].properties.per.enum,parentSchema:schema132.properties.components.items.oneOf[4].properties.per,data:data50};
if(vErrors === null){
vErrors = [err179];
}
else {
vErrors.push(err179);
}
errors++;
}
}
if(data8.micro !== undefined){
let data51 = data8.micro;
if(!(((typeof data51 == "number") && (!(data51 % 1) && !isNaN(data51))) && (isFinite(data51)))){
const err180 = {instancePath:instancePath+"/components/" + i0+"/micro",schemaPath:"#/properties/components/items/oneOf/4/properties/micro/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema132.properties.components.items.oneOf[4].properties.micro.type,parentSchema:schema132.properties.components.items.oneOf[4].properties.micro,data:data51};
if(vErrors === null){
vErrors = [err180];
}
else {
vErrors.push(err180);
}
errors++;
}
if((typeof data51 == "number") && (isFinite(data51))){
if(data51 > 1000000000000 || isNaN(data51)){
const err181 = {instancePath:instancePath+"/components/" + i0+"/micro",schemaPath:"#/properties/components/items/oneOf/4/properties/micro/maximum",keyword:"maximum",params:{comparison: "<=", limit: 1000000000000},message:"must be <= 1000000000000",schema:1000000000000,parentSchema:schema132.properties.components.items.oneOf[4].properties.micro,data:data51};
if(vErrors === null){
vErrors = [err181];
}
else {
vErrors.push(err181);
}
errors++;
}
if(data51 < -1000000000000 || isNaN(data51)){
const err182 = {instancePath:instancePath+"/components/" + i0+"/micro",schemaPath:"#/properties/components/items/oneOf/4/properties/micro/minimum",keyword:"minimum",params:{comparison: ">=", limit: -1000000000000},message:"must be >= -1000000000000",schema:-1000000000000,parentSchema:schema132.properties.components.items.oneOf[4].properties.micro,data:data51};
if(vErrors === null){
vErrors = [err182];
}
else {
vErrors.push(err182);
}
errors++;
}
}
}
}
else {
const err183 = {instancePath:instancePath+"/components/" + i0,schemaPath:"#/properties/components/items/oneOf/4/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema132.properties.components.items.oneOf[4].type,parentSchema:schema132.properties.components.items.oneOf[4],data:data8};
if(vErrors === null){
vErrors = [err183];
}
else {
vErrors.push(err183);
}
errors++;
}
}
else if(tag0 === "export"){
if(data8 && typeof data8 == "object" && !Array.isArray(data8)){
if(data8.id === undefined){
const err184 = {instancePath:instancePath+"/components/" + i0,schemaPath:"#/properties/components/items/oneOf/5/required",keyword:"required",params:{missingProperty: "id"},message:"must have required property '"+"id"+"'",schema:schema132.properties.components.items.oneOf[5].required,parentSchema:schema132.properties.components.items.oneOf[5],data:data8};
if(vErrors === null){
vErrors = [err184];
}
else {
vErrors.push(err184);
}
errors++;
}
if(data8.title === undefined){
const err185 = {instancePath:instancePath+"/components/" + i0,schemaPath:"#/properties/components/items/oneOf/5/required",keyword:"required",params:{missingProperty: "title"},message:"must have required property '"+"title"+"'",schema:schema132.properties.components.items.oneOf[5].required,parentSchema:schema132.properties.components.items.oneOf[5],data:data8};
if(vErrors === null){
vErrors = [err185];
}
else {
vErrors.push(err185);
}
errors++;
}
if(data8.vatPpm === undefined){
const err186 = {instancePath:instancePath+"/components/" + i0,schemaPath:"#/properties/components/items/oneOf/5/required",keyword:"required",params:{missingProperty: "vatPpm"},message:"must have required property '"+"vatPpm"+"'",schema:schema132.properties.components.items.oneOf[5].required,parentSchema:schema132.properties.components.items.oneOf[5],data:data8};
if(vErrors === null){
vErrors = [err186];
}
else {
vErrors.push(err186);
}
errors++;
}
if(data8.kind === undefined){
const err187 = {instancePath:instancePath+"/components/" + i0,schemaPath:"#/properties/components/items/oneOf/5/required",keyword:"required",params:{missingProperty: "kind"},message:"must have required property '"+"kind"+"'",schema:schema132.properties.components.items.oneOf[5].required,parentSchema:schema132.properties.components.items.oneOf[5],data:data8};
if(vErrors === null){
vErrors = [err187];
}
else {
vErrors.push(err187);
}
errors++;
}
if(data8.microPerKwh === undefined){
const err188 = {instancePath:instancePath+"/components/" + i0,schemaPath:"#/properties/components/items/oneOf/5/required",keyword:"required",params:{missingProperty: "microPerKwh"},message:"must have required property '"+"microPerKwh"+"'",schema:schema132.properties.components.items.oneOf[5].required,parentSchema:schema132.properties.components.items.oneOf[5],data:data8};
if(vErrors === null){
vErrors = [err188];
}
else {
vErrors.push(err188);
}
errors++;
}
for(const key10 in data8){
if(!(((((key10 === "id") || (key10 === "title")) || (key10 === "vatPpm")) || (key10 === "kind")) || (key10 === "microPerKwh"))){
const err189 = {instancePath:instancePath+"/components/" + i0,schemaPath:"#/properties/components/items/oneOf/5/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key10},message:"must NOT have additional properties",schema:false,parentSchema:schema132.properties.components.items.oneOf[5],data:data8};
if(vErrors === null){
vErrors = [err189];
}
else {
vErrors.push(err189);
}
errors++;
}
}
if(data8.id !== undefined){
let data52 = data8.id;
if(typeof data52 === "string"){
if(!pattern47.test(data52)){
const err190 = {instancePath:instancePath+"/components/" + i0+"/id",schemaPath:"defs.schema.json#/definitions/componentId/pattern",keyword:"pattern",params:{pattern: "^[a-z][a-z0-9-]{0,31}$"},message:"must match pattern \""+"^[a-z][a-z0-9-]{0,31}$"+"\"",schema:"^[a-z][a-z0-9-]{0,31}$",parentSchema:schema133,data:data52};
if(vErrors === null){
vErrors = [err190];
}
else {
vErrors.push(err190);
}
errors++;
}
}
else {
const err191 = {instancePath:instancePath+"/components/" + i0+"/id",schemaPath:"defs.schema.json#/definitions/componentId/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema133.type,parentSchema:schema133,data:data52};
if(vErrors === null){
vErrors = [err191];
}
else {
vErrors.push(err191);
}
errors++;
}
}
if(data8.title !== undefined){
let data53 = data8.title;
if(typeof data53 === "string"){
if(func2(data53) > 80){
const err192 = {instancePath:instancePath+"/components/" + i0+"/title",schemaPath:"defs.schema.json#/definitions/componentTitle/maxLength",keyword:"maxLength",params:{limit: 80},message:"must NOT have more than 80 characters",schema:80,parentSchema:schema134,data:data53};
if(vErrors === null){
vErrors = [err192];
}
else {
vErrors.push(err192);
}
errors++;
}
if(func2(data53) < 1){
const err193 = {instancePath:instancePath+"/components/" + i0+"/title",schemaPath:"defs.schema.json#/definitions/componentTitle/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema134,data:data53};
if(vErrors === null){
vErrors = [err193];
}
else {
vErrors.push(err193);
}
errors++;
}
}
else {
const err194 = {instancePath:instancePath+"/components/" + i0+"/title",schemaPath:"defs.schema.json#/definitions/componentTitle/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema134.type,parentSchema:schema134,data:data53};
if(vErrors === null){
vErrors = [err194];
}
else {
vErrors.push(err194);
}
errors++;
}
}
if(data8.vatPpm !== undefined){
let data54 = data8.vatPpm;
if(!(((typeof data54 == "number") && (!(data54 % 1) && !isNaN(data54))) && (isFinite(data54)))){
const err195 = {instancePath:instancePath+"/components/" + i0+"/vatPpm",schemaPath:"defs.schema.json#/definitions/vatPpm/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema135.type,parentSchema:schema135,data:data54};
if(vErrors === null){
vErrors = [err195];
}
else {
vErrors.push(err195);
}
errors++;
}
if((typeof data54 == "number") && (isFinite(data54))){
if(data54 > 1000000 || isNaN(data54)){
const err196 = {instancePath:instancePath+"/components/" + i0+"/vatPpm",schemaPath:"defs.schema.json#/definitions/vatPpm/maximum",keyword:"maximum",params:{comparison: "<=", limit: 1000000},message:"must be <= 1000000",schema:1000000,parentSchema:schema135,data:data54};
if(vErrors === null){
vErrors = [err196];
}
else {
vErrors.push(err196);
}
errors++;
}
if(data54 < 0 || isNaN(data54)){
const err197 = {instancePath:instancePath+"/components/" + i0+"/vatPpm",schemaPath:"defs.schema.json#/definitions/vatPpm/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0",schema:0,parentSchema:schema135,data:data54};
if(vErrors === null){
vErrors = [err197];
}
else {
vErrors.push(err197);
}
errors++;
}
}
}
if(data8.kind !== undefined){
let data55 = data8.kind;
if(typeof data55 !== "string"){
const err198 = {instancePath:instancePath+"/components/" + i0+"/kind",schemaPath:"#/properties/components/items/oneOf/5/properties/kind/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema132.properties.components.items.oneOf[5].properties.kind.type,parentSchema:schema132.properties.components.items.oneOf[5].properties.kind,data:data55};
if(vErrors === null){
vErrors = [err198];
}
else {
vErrors.push(err198);
}
errors++;
}
if("export" !== data55){
const err199 = {instancePath:instancePath+"/components/" + i0+"/kind",schemaPath:"#/properties/components/items/oneOf/5/properties/kind/const",keyword:"const",params:{allowedValue: "export"},message:"must be equal to constant",schema:"export",parentSchema:schema132.properties.components.items.oneOf[5].properties.kind,data:data55};
if(vErrors === null){
vErrors = [err199];
}
else {
vErrors.push(err199);
}
errors++;
}
}
if(data8.microPerKwh !== undefined){
let data56 = data8.microPerKwh;
if(!(((typeof data56 == "number") && (!(data56 % 1) && !isNaN(data56))) && (isFinite(data56)))){
const err200 = {instancePath:instancePath+"/components/" + i0+"/microPerKwh",schemaPath:"defs.schema.json#/definitions/microPerKwh/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema136.type,parentSchema:schema136,data:data56};
if(vErrors === null){
vErrors = [err200];
}
else {
vErrors.push(err200);
}
errors++;
}
if((typeof data56 == "number") && (isFinite(data56))){
if(data56 > 1000000000 || isNaN(data56)){
const err201 = {instancePath:instancePath+"/components/" + i0+"/microPerKwh",schemaPath:"defs.schema.json#/definitions/microPerKwh/maximum",keyword:"maximum",params:{comparison: "<=", limit: 1000000000},message:"must be <= 1000000000",schema:1000000000,parentSchema:schema136,data:data56};
if(vErrors === null){
vErrors = [err201];
}
else {
vErrors.push(err201);
}
errors++;
}
if(data56 < -1000000000 || isNaN(data56)){
const err202 = {instancePath:instancePath+"/components/" + i0+"/microPerKwh",schemaPath:"defs.schema.json#/definitions/microPerKwh/minimum",keyword:"minimum",params:{comparison: ">=", limit: -1000000000},message:"must be >= -1000000000",schema:-1000000000,parentSchema:schema136,data:data56};
if(vErrors === null){
vErrors = [err202];
}
else {
vErrors.push(err202);
}
errors++;
}
}
}
}
else {
const err203 = {instancePath:instancePath+"/components/" + i0,schemaPath:"#/properties/components/items/oneOf/5/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema132.properties.components.items.oneOf[5].type,parentSchema:schema132.properties.components.items.oneOf[5],data:data8};
if(vErrors === null){
vErrors = [err203];
}
else {
vErrors.push(err203);
}
errors++;
}
}
else {
const err204 = {instancePath:instancePath+"/components/" + i0,schemaPath:"#/properties/components/items/discriminator",keyword:"discriminator",params:{error: "mapping", tag: "kind", tagValue: tag0},message:"value of tag \"kind\" must be in oneOf",schema:schema132.properties.components.items.discriminator,parentSchema:schema132.properties.components.items,data:data8};
if(vErrors === null){
vErrors = [err204];
}
else {
vErrors.push(err204);
}
errors++;
}
}
else {
const err205 = {instancePath:instancePath+"/components/" + i0,schemaPath:"#/properties/components/items/discriminator",keyword:"discriminator",params:{error: "tag", tag: "kind", tagValue: tag0},message:"tag \"kind\" must be string",schema:schema132.properties.components.items.discriminator,parentSchema:schema132.properties.components.items,data:data8};
if(vErrors === null){
vErrors = [err205];
}
else {
vErrors.push(err205);
}
errors++;
}
}
else {
const err206 = {instancePath:instancePath+"/components/" + i0,schemaPath:"#/properties/components/items/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema132.properties.components.items.type,parentSchema:schema132.properties.components.items,data:data8};
if(vErrors === null){
vErrors = [err206];
}
else {
vErrors.push(err206);
}
errors++;
}
}
}
else {
const err207 = {instancePath:instancePath+"/components",schemaPath:"#/properties/components/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema132.properties.components.type,parentSchema:schema132.properties.components,data:data7};
if(vErrors === null){
vErrors = [err207];
}
else {
vErrors.push(err207);
}
errors++;
}
}
}
else {
const err208 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema132.type,parentSchema:schema132,data};
if(vErrors === null){
vErrors = [err208];
}
else {
vErrors.push(err208);
}
errors++;
}
validate41.errors = vErrors;
return errors === 0;
}

export const fileValidators = {
  'access': access,
  'anchors': anchors,
  'approved-meters': approved_meters,
  'config-aggregator': config_aggregator,
  'config-authority': config_authority,
  'config-broker': config_broker,
  'config-meter': config_meter,
  'config-utility': config_utility,
  'enrolment': enrolment,
  'keys': keys,
  'kit': kit,
  'meter-keys': meter_keys,
  'tariff': tariff,
};
